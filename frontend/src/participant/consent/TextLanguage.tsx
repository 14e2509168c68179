import type { ConsentText } from "../../api";
import { languageNames, t } from "../../i18n";
import { Button } from "../../ui/Button";
import { consentText, tell, textLanguage } from "./data";

/** Reads the text in another of its languages, from here on; the app keeps its own. */
export function TextLanguage({ text }: { text: ConsentText }) {
  async function change(language: string) {
    textLanguage.value = language;
    await consentText.renew();
    const now = consentText.shown.peek().data;
    if (now?.language === language) tell(now, { kind: "language", section: null, seconds: 0 });
  }
  return (
    <>
      {text.languages
        .filter((language) => language !== text.language)
        .map((language) => (
          <Button key={language} kind="quiet" icon="globe" lang={language} onClick={() => void change(language)}>
            {name(language) ?? t("consent.read.language", { language })}
          </Button>
        ))}
    </>
  );
}

function name(language: string): string | undefined {
  return (languageNames as Record<string, string>)[language];
}
