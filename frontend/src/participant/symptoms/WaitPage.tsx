import { useState } from "preact/hooks";

import type { CheckIn } from "../../api";
import { t } from "../../i18n";
import { Choices } from "../../ui/Choices";
import { Page } from "../app/Page";
import { change, type Draft } from "./draft";
import { page } from "./path";
import { SendButton } from "./SendButton";

/** Asked where the phone's own rules say that somebody of the team looks at it soon. */
export function WaitPage({ checkIn, draft }: { checkIn: CheckIn; draft: Draft }) {
  const [error, setError] = useState(false);
  const said = draft.can_wait;

  function ready(): boolean {
    if (said !== null) return true;
    setError(true);
    document.getElementById("wait")?.focus();
    return false;
  }

  return (
    <Page title={t("checkin.wait")} lead={t("checkin.wait.lead")} back={page(checkIn, "review")}>
      <Choices
        legend={t("checkin.wait")}
        hideLegend
        id="wait"
        error={error && said === null ? t("checkin.wait.choose") : undefined}
        value={said === null ? null : said ? "yes" : "no"}
        choices={[
          { value: "yes", label: t("checkin.wait.yes") },
          { value: "no", label: t("checkin.wait.no") },
        ]}
        onChange={(value) => change(checkIn.key, { can_wait: value === "yes" })}
      />
      <SendButton checkIn={checkIn} draft={draft} ready={ready} />
    </Page>
  );
}
