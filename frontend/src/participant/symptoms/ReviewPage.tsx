import { useLocation } from "preact-iso";

import type { CheckIn, CheckInItem } from "../../api";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Page } from "../app/Page";
import type { Draft } from "./draft";
import { askedOf, before, page } from "./path";
import { SendButton } from "./SendButton";
import { asksToWait, urgencyOfDraft } from "./sending";
import rows from "../../ui/Rows.module.css";
import styles from "./Symptoms.module.css";

/** Everything she answered, in words, before it is sent. */
export function ReviewPage({ checkIn, draft }: { checkIn: CheckIn; draft: Draft }) {
  const { route } = useLocation();
  const back = checkIn.note === null ? before(checkIn, draft.answers) : page(checkIn, "note");
  return (
    <Page title={t("checkin.review")} lead={t("checkin.review.lead")} back={back}>
      <ul class={rows.list}>
        {checkIn.items.map((item) => (
          <li key={item.key}>
            <Row href={page(checkIn, item.questions[0]?.key ?? "")} name={item.name} lang={checkIn.language}>
              {inWords(item, draft)}
            </Row>
          </li>
        ))}
        {checkIn.note !== null && (
          <li>
            <Row href={page(checkIn, "note")} name={t("checkin.note")}>
              {draft.note.trim() || t("checkin.note.none")}
            </Row>
          </li>
        )}
      </ul>
      <p class={styles.soft}>{t("checkin.noJudge")}</p>
      {asksToWait(urgencyOfDraft(checkIn, draft)) ? (
        <Button wide onClick={() => route(page(checkIn, "wait"))}>
          {t("checkin.go")}
        </Button>
      ) : (
        <SendButton checkIn={checkIn} draft={draft} />
      )}
    </Page>
  );
}

/** The answers to a symptom's questions, "Often, Strong, Skipped". */
function inWords(item: CheckInItem, { answers }: Draft): string {
  const words = askedOf(item, answers).map(({ key, labels }) => labels[answers[key] ?? -1] ?? t("checkin.skipped"));
  return words.join(", ");
}

type RowProps = { href: string; name: string; lang?: string; children: string };

function Row({ href, name, lang, children }: RowProps) {
  return (
    <a class={rows.row} href={`${href}?back=review`} lang={lang}>
      <span class={rows.words}>
        <span class={styles.soft}>{name}</span>
        <span class={styles.typed}>{children}</span>
      </span>
      <Icon name="edit" size={20} />
    </a>
  );
}
