import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Choices } from "../../ui/Choices";
import { TextField } from "../../ui/Field";
import styles from "./Claims.module.css";
import { changeLine, draftOf } from "./draft";
import { type DayFault, dayFault, type Known } from "./lines";
import { after } from "./path";
import { type LineProps, StepPage } from "./StepPage";
import { dayOf } from "./words";

/** The day of the visit is taken for granted; another one is chosen in a calendar. */
export function DayPage(way: LineProps) {
  const { route } = useLocation();
  const { draft, line, facts } = way;
  const { day } = draft.visit;
  const [other, setOther] = useState(line.spent_on !== null && line.spent_on !== day);
  const [tried, setTried] = useState(false);
  const typed = other ? (line.spent_on === day ? "" : (line.spent_on ?? "")) : day;
  const fault = dayFault(line, typed, facts);

  function go(event: Event) {
    event.preventDefault();
    setTried(true);
    if (fault) {
      document.getElementById(other ? "day" : "which")?.focus();
      return;
    }
    changeLine(draft.id, line.id, { spent_on: typed });
    const now = draftOf(draft.id)?.lines.find(({ id }) => id === line.id) ?? line;
    route(after({ ...way, line: now }, "day"));
  }

  const error = tried && fault ? faultInWords(fault, facts) : undefined;
  return (
    <StepPage {...way} step="day" title={t("claim.day")}>
      <form class={styles.form} onSubmit={go} noValidate>
        <Choices
          legend={t("claim.day")}
          hideLegend
          id="which"
          value={other ? "other" : "visit"}
          error={other ? undefined : error}
          choices={[
            { value: "visit", label: dayOf(day), hint: t("claim.day.visit") },
            { value: "other", label: t("claim.day.other") },
          ]}
          onChange={(value) => setOther(value === "other")}
        />
        {other && (
          <TextField
            id="day"
            type="date"
            label={t("claim.day.date")}
            error={error}
            max={facts.today}
            min={facts.consented_on ?? undefined}
            value={typed}
            onInput={(event) => changeLine(draft.id, line.id, { spent_on: event.currentTarget.value || null })}
          />
        )}
        <Button type="submit" wide>
          {t("claim.next")}
        </Button>
      </form>
    </StepPage>
  );
}

function faultInWords(fault: DayFault, { consented_on }: Known): string {
  if (fault === "before") return t("claim.day.before", { day: dayOf(consented_on ?? "") });
  return t(`claim.day.${fault}`);
}
