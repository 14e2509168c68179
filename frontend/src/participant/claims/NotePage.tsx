import { useLocation } from "preact-iso";

import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { TextArea } from "../../ui/Field";
import { Page } from "../app/Page";
import styles from "./Claims.module.css";
import { changeLine } from "./draft";
import { categoryOf } from "./lines";
import { page } from "./path";
import { type LineProps, Refusal } from "./StepPage";
import { lineName } from "./words";

/** What the team should know about a line. */
export function NotePage({ draft, line, facts }: LineProps) {
  const { route } = useLocation();
  const back = page(draft, "line", line.id);
  const name = categoryOf(facts.policy, line)?.name ?? "";
  return (
    <Page title={t("claim.note")} back={back} above={<p class={styles.above}>{lineName(name, line.care_partner)}</p>}>
      <Refusal draft={draft} line={line.id} />
      <TextArea
        id="note"
        label={t("claim.note.label")}
        hint={t("claim.note.hint")}
        rows={4}
        maxLength={500}
        value={line.note}
        onInput={(event) => changeLine(draft.id, line.id, { note: event.currentTarget.value })}
      />
      <Button wide onClick={() => route(back)}>
        {t("claim.save")}
      </Button>
    </Page>
  );
}
