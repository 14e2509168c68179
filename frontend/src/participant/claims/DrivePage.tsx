import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Choices } from "../../ui/Choices";
import { TextArea } from "../../ui/Field";
import { Live } from "../../ui/Live";
import styles from "./Claims.module.css";
import { DistanceField, distanceFault } from "./DistanceField";
import { changeLine } from "./draft";
import { askedFor, type DraftLine, type Known, reasonMissing, tenthsOf } from "./lines";
import { distance, money } from "./money";
import { after } from "./path";
import { type LineProps, StepPage } from "./StepPage";

/** How far it was: at first from home to the site, afterwards the usual way or another one with a reason. */
export function DrivePage(way: LineProps) {
  const { usual } = way.facts;
  return usual === null ? <FirstDrive {...way} /> : <LaterDrive {...way} usual={usual} />;
}

function FirstDrive(way: LineProps) {
  const { route } = useLocation();
  const { draft, line, facts } = way;
  const [tried, setTried] = useState(false);
  const fault = distanceFault(line.distance, facts.policy.unit, "one");

  function go(event: Event) {
    event.preventDefault();
    setTried(true);
    if (fault) document.getElementById("distance")?.focus();
    else route(after(way, "distance"));
  }

  return (
    <StepPage {...way} step="distance" title={t("distance.title")} lead={t("distance.lead")}>
      <form class={styles.form} onSubmit={go} noValidate>
        <DistanceField
          way="one"
          unit={facts.policy.unit}
          value={line.distance}
          error={tried ? fault : null}
          onInput={(typed) => changeLine(draft.id, line.id, { way: "one", distance: typed })}
        />
        <ComesTo line={line} facts={facts} />
        <Button type="submit" wide>
          {t("claim.next")}
        </Button>
      </form>
    </StepPage>
  );
}

function LaterDrive({ usual, ...way }: LineProps & { usual: number }) {
  const { route } = useLocation();
  const { draft, line, facts } = way;
  const [tried, setTried] = useState(false);
  const other = line.way === "both" || line.way === "one";
  const measured = line.way === "one" ? "one" : "both";
  const fault = other ? distanceFault(line.distance, facts.policy.unit, measured) : null;
  const unexplained = other && !fault && reasonMissing(line, usual);
  const set = (part: Partial<DraftLine>) => changeLine(draft.id, line.id, part);

  function go(event: Event) {
    event.preventDefault();
    setTried(true);
    const wrong = line.way === null ? "which" : fault ? "distance" : unexplained ? "why" : null;
    if (wrong) document.getElementById(wrong)?.focus();
    else route(after(way, "distance"));
  }

  return (
    <StepPage {...way} step="distance" title={t("claim.drive")}>
      <form class={styles.form} onSubmit={go} noValidate>
        <Choices
          legend={t("claim.drive")}
          hideLegend
          id="which"
          value={line.way === null ? null : other ? "other" : "usual"}
          error={tried && line.way === null ? t("claim.drive.choose") : undefined}
          choices={[
            { value: "usual", label: usualInWords(line, facts, usual) },
            { value: "other", label: t("claim.drive.other") },
          ]}
          onChange={(value) => set(value === "usual" ? { way: "usual" } : { way: "both", distance: "" })}
        />
        {other && (
          <>
            <DistanceField
              way={measured}
              unit={facts.policy.unit}
              value={line.distance}
              error={tried ? fault : null}
              onInput={(typed) => set({ distance: typed })}
            />
            <ComesTo line={line} facts={facts} />
            <TextArea
              id="why"
              label={t("claim.drive.why")}
              hint={t("claim.drive.why.hint")}
              error={tried && unexplained ? t("claim.drive.why.empty") : undefined}
              rows={3}
              maxLength={500}
              value={line.distance_reason}
              onInput={(event) => set({ distance_reason: event.currentTarget.value })}
            />
          </>
        )}
        <Button type="submit" wide>
          {t("claim.next")}
        </Button>
      </form>
    </StepPage>
  );
}

function usualInWords(line: DraftLine, facts: Known, usual: number): string {
  const asked = askedFor({ ...line, way: "usual" }, facts);
  const far = distance(usual, facts.policy.unit);
  return asked === null
    ? t("claim.drive.usual.short", { distance: far })
    : t("claim.drive.usual", { distance: far, sum: money(asked, facts.policy) });
}

/** What the typed distance comes to, as it is typed. */
function ComesTo({ line, facts }: { line: DraftLine; facts: Known }) {
  const [tenths, asked] = [tenthsOf(line, facts.usual), askedFor(line, facts)];
  const { policy } = facts;
  return (
    <Live>
      {tenths !== null && asked !== null && asked > 0 && (
        <p>{t("claim.drive.comesTo", { distance: distance(tenths, policy.unit), sum: money(asked, policy) })}</p>
      )}
    </Live>
  );
}
