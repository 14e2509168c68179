import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Choices } from "../../ui/Choices";
import styles from "./Claims.module.css";
import { changeLine } from "./draft";
import { after } from "./path";
import { type LineProps, StepPage } from "./StepPage";

/** Whose cost it was, where one's companion is covered too. `partner`: the companion herself asks. */
export function WhoPage({ partner, ...way }: LineProps & { partner: boolean }) {
  const { route } = useLocation();
  const { draft, line } = way;
  const [error, setError] = useState(false);
  const said = line.care_partner;

  function go() {
    if (said !== null) {
      route(after(way, "who"));
      return;
    }
    setError(true);
    document.getElementById("who")?.focus();
  }

  return (
    <StepPage {...way} step="who" title={t("claim.who")}>
      <Choices
        legend={t("claim.who")}
        hideLegend
        id="who"
        error={error && said === null ? t("claim.who.choose") : undefined}
        value={said === null ? null : said ? "with" : "me"}
        choices={[
          { value: "me", label: t(partner ? "claim.who.participant" : "claim.who.me") },
          { value: "with", label: t(partner ? "claim.who.companion" : "claim.who.with") },
        ]}
        onChange={(value) => changeLine(draft.id, line.id, { care_partner: value === "with" })}
      />
      <div class={styles.steps}>
        <Button wide onClick={go}>
          {t("claim.next")}
        </Button>
      </div>
    </StepPage>
  );
}
