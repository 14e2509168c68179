import { t } from "../i18n";
import { Mark } from "../parts/Mark";
import { languageName } from "../participants/words";
import { momentWords } from "../words/dates";
import type { ThreadRow } from "./data";
import { holderWords, myLanguage, zoneOf } from "./words";

/** By when the team answers, as long as something waits; past that, in red and with the word. */
export function AnswerBy({ thread, named = false }: { thread: ThreadRow; named?: boolean }) {
  if (!thread.answer_by) return null;
  const time = momentWords(thread.answer_by, zoneOf(thread.participant));
  if (!thread.overdue) return <>{named ? t("messages.answer_by", { time }) : time}</>;
  return (
    <Mark icon="clock" tone="red">
      {t("messages.overdue_since", { time })}
    </Mark>
  );
}

/** Who has it; said where that person may answer no more. */
export function Holder({ thread }: { thread: ThreadRow }) {
  if (!thread.assigned?.left) return <>{holderWords(thread)}</>;
  return (
    <Mark icon="alert" tone="amber">
      {t("messages.left", { name: thread.assigned.name })}
    </Mark>
  );
}

/** What the reader may not read without help is marked. */
export function OtherLanguage({ language }: { language: string }) {
  if (language === myLanguage()) return null;
  return (
    <Mark icon="globe" tone="soft">
      {t("thread.language", { language: languageName(language) })}
    </Mark>
  );
}

export function ToTranslate({ thread }: { thread: ThreadRow }) {
  if (!thread.needs_translation) return null;
  return (
    <Mark icon="globe" tone="amber">
      {t("messages.translate")}
    </Mark>
  );
}
