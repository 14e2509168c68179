import { useLocation } from "preact-iso";

import type { CheckIn } from "../../api";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { TextArea } from "../../ui/Field";
import { Live } from "../../ui/Live";
import { Page } from "../app/Page";
import { change, type Draft } from "./draft";
import { before, NOTE_LIMIT, page } from "./path";
import styles from "./Symptoms.module.css";

/** From so few letters left on, she is told how many. */
const NEAR = 400;

/** What the questions did not ask, in her own words. */
export function NotePage({ checkIn, draft, review }: { checkIn: CheckIn; draft: Draft; review: boolean }) {
  const { route } = useLocation();
  const left = NOTE_LIMIT - draft.note.length;
  return (
    <Page title={checkIn.note ?? ""} back={review ? page(checkIn, "review") : before(checkIn, draft.answers)}>
      <TextArea
        id="note"
        label={t("checkin.note")}
        hint={t("checkin.note.hint")}
        rows={6}
        maxLength={NOTE_LIMIT}
        value={draft.note}
        onInput={(event) => change(checkIn.key, { note: event.currentTarget.value.slice(0, NOTE_LIMIT) })}
      />
      <Live>{left <= NEAR && <p class={styles.soft}>{t("checkin.note.left", { n: left })}</p>}</Live>
      <Button wide onClick={() => route(page(checkIn, "review"))}>
        {t("checkin.go")}
      </Button>
    </Page>
  );
}
