import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { TextArea } from "../../ui/Field";
import { Page } from "../app/Page";
import { shortTitle } from "../visit/words";
import styles from "./Claims.module.css";
import { change, type Draft } from "./draft";
import { page } from "./path";
import { Refusal } from "./StepPage";
import { dayOf } from "./words";

/** After the last day she can still send it, with a word on why. */
export function LatePage({ draft, deadline }: { draft: Draft; deadline: string }) {
  const { route } = useLocation();
  const [tried, setTried] = useState(false);
  const empty = draft.late_reason.trim() === "";

  function go(event: Event) {
    event.preventDefault();
    setTried(true);
    if (empty) document.getElementById("late")?.focus();
    else route(page(draft, "review"));
  }

  return (
    <Page
      title={t("claim.late")}
      lead={t("claim.late.lead", { visit: shortTitle(draft.visit), day: dayOf(deadline) })}
      back={page(draft, "lines")}
    >
      <Refusal draft={draft} />
      <form class={styles.form} onSubmit={go} noValidate>
        <TextArea
          id="late"
          label={t("claim.late.label")}
          error={tried && empty ? t("claim.late.empty") : undefined}
          rows={4}
          maxLength={500}
          value={draft.late_reason}
          onInput={(event) => change(draft.id, { late_reason: event.currentTarget.value })}
        />
        <Button type="submit" wide>
          {t("claim.next")}
        </Button>
      </form>
    </Page>
  );
}
