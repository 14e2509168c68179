import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import type { Visit } from "../../api";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { TextArea } from "../../ui/Field";
import { Page } from "../app/Page";
import styles from "./AnotherTime.module.css";
import { stepAddress } from "./AnotherTimePage";
import { change, draftOf, NOTE_LIMIT } from "./draft";
import { Progress } from "./ProposalStep";

export function NoteStep({ visit, after }: { visit: Visit; after: number }) {
  const { route } = useLocation();
  const [error, setError] = useState<string | undefined>();
  const { note } = draftOf(visit.id);

  function go(event: Event) {
    event.preventDefault();
    if (note.length > NOTE_LIMIT) {
      setError(t("request.note.long", { n: NOTE_LIMIT }));
      document.getElementById("note")?.focus();
      return;
    }
    route(stepAddress(visit.id, after));
  }

  return (
    <Page title={t("request.q4")} above={<Progress step={4} />} back={`/visits/${visit.id}`} key="note">
      <form class={styles.form} onSubmit={go} noValidate>
        <TextArea
          id="note"
          label={t("request.note")}
          hint={t("request.note.hint")}
          error={error}
          rows={5}
          value={note}
          onInput={(event) => change(visit.id, { note: event.currentTarget.value })}
        />
        <Button type="submit" wide>
          {t("app.continue")}
        </Button>
      </form>
    </Page>
  );
}
