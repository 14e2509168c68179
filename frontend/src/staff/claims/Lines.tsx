import type { ComponentChildren } from "preact";

import { t } from "../i18n";
import { Mark } from "../parts/Mark";
import { shortDay } from "../words/dates";
import { money } from "../words/money";
import styles from "./Claims.module.css";
import type { Claim, ClaimLine } from "./data";
import { type Looking, Thumbs } from "./Thumbs";
import { Warnings } from "./Warnings";
import { distanceWords, mileageWords } from "./words";

type Props = {
  claim: Claim;
  looking: Looking;
  link: (claim: string) => string;
  /** What a form adds to each line. */
  fields?: (line: ClaimLine) => ComponentChildren;
};

/** What was paid for, line by line, each with what is unusual about it and its receipts. */
export function Lines({ claim, looking, link, fields }: Props) {
  return (
    <ul class={styles.lines}>
      {claim.lines.map((line) => (
        <li key={line.id}>
          <div class={styles.lineHead}>
            <h4>{line.category_name}</h4>
            <span>{shortDay(line.spent_on)}</span>
            {line.care_partner && <Mark icon="person">{t("line.care_partner")}</Mark>}
          </div>
          <Sums line={line} claim={claim} />
          <Mileage line={line} claim={claim} />
          {line.note && (
            <blockquote class={styles.quote} lang={claim.who.language}>
              {line.note}
            </blockquote>
          )}
          {line.decision_reason && (
            <p>
              <span class={styles.soft}>{t("line.why")}:</span> {line.decision_reason}
            </p>
          )}
          <Warnings claim={claim} line={line} link={link} />
          <Thumbs receipts={line.receipts} label={t("line.receipts", { line: line.category_name })} looking={looking} />
          {line.kind === "receipt" && !line.receipts.length && !line.receipt_lost && (
            <p class={styles.soft}>{t("line.no_receipt")}</p>
          )}
          {fields?.(line)}
        </li>
      ))}
    </ul>
  );
}

/** What was asked, what the policy pays, and what the team approved. */
function Sums({ line, claim }: { line: ClaimLine; claim: Claim }) {
  const { asked, allowed, approved } = line;
  return (
    <dl class={styles.sums}>
      <Sum name={t("line.asked")} amount={asked} claim={claim} />
      <Sum name={t("line.allowed")} amount={allowed} claim={claim} strong={allowed !== asked} />
      {approved !== null && (
        <Sum name={t("line.approved")} amount={approved} claim={claim} strong={approved !== allowed} />
      )}
    </dl>
  );
}

function Sum({ name, amount, claim, strong = false }: { name: string; amount: number; claim: Claim; strong?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class={strong ? styles.other : undefined}>{money(amount, claim.currency)}</dd>
    </div>
  );
}

/** How far, at which rate; the usual way where this is another. */
function Mileage({ line, claim }: { line: ClaimLine; claim: Claim }) {
  const words = mileageWords(line, claim);
  if (!words) return null;
  const usual = claim.distance !== null && line.distance !== 2 * claim.distance && !line.distance_reason;
  return (
    <p class={styles.soft}>
      {words}
      {usual && `. ${t("line.usual", { distance: distanceWords(2 * (claim.distance ?? 0), claim.unit) })}`}
    </p>
  );
}
