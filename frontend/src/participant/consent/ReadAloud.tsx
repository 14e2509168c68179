import { useEffect, useState } from "preact/hooks";

import { t } from "../../i18n";
import { Button } from "../../ui/Button";

/** Reads a chapter aloud with the phone's own voice; absent where the phone has none. */
export function ReadAloud({ words, lang, onStart }: { words: string[]; lang: string; onStart: () => void }) {
  const [speaking, setSpeaking] = useState(false);
  const voice = typeof speechSynthesis === "undefined" ? null : speechSynthesis;
  useEffect(() => () => voice?.cancel(), [voice]);
  if (!voice) return null;

  function toggle() {
    voice?.cancel();
    if (speaking) {
      setSpeaking(false);
      return;
    }
    words.forEach((line, at) => {
      const spoken = new SpeechSynthesisUtterance(line);
      spoken.lang = lang;
      if (at === words.length - 1) spoken.onend = () => setSpeaking(false);
      spoken.onerror = () => setSpeaking(false);
      voice?.speak(spoken);
    });
    setSpeaking(true);
    onStart();
  }

  return (
    <Button kind="quiet" icon={speaking ? "close" : "sound"} onClick={toggle}>
      {speaking ? t("consent.aloud.stop") : t("consent.aloud")}
    </Button>
  );
}
