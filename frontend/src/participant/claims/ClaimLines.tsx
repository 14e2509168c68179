import type { Claim, ClaimLine, Travel } from "../../api";
import { t } from "../../i18n";
import rows from "../../ui/Rows.module.css";
import styles from "./Claims.module.css";
import { distance, money } from "./money";
import { Thumb } from "./Thumb";
import { currencyOf, dayOf, lineName, overInWords } from "./words";

/** What was claimed, line by line: asked, paid, and why that is less. */
export function ClaimLines({ claim, data }: { claim: Claim; data: Travel }) {
  const policy = currencyOf(claim, data);
  const paid = claim.approved ?? claim.allowed;
  return (
    <section class={styles.section} aria-labelledby="lines">
      <h2 id="lines">{t("one.lines")}</h2>
      <ul class={rows.list}>
        {claim.lines.map((line) => (
          <li key={line.id}>
            <Line line={line} data={data} claim={claim} />
          </li>
        ))}
      </ul>
      <dl class={`${styles.facts} ${styles.total}`}>
        <div>
          <dt>{t("one.asked")}</dt>
          <dd class={styles.sum}>{money(claim.asked, policy)}</dd>
        </div>
        {(claim.approved !== null || paid !== claim.asked) && (
          <div>
            <dt>{t(claim.approved === null ? "one.allowed" : "one.approved")}</dt>
            <dd class={styles.sum}>{money(paid, policy)}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function Line({ line, data, claim }: { line: ClaimLine; data: Travel; claim: Claim }) {
  const policy = currencyOf(claim, data);
  const said = [dayOf(line.spent_on), line.distance && data.policy && distance(line.distance, data.policy.unit)];
  return (
    <div class={rows.row}>
      <div class={rows.words}>
        <span class={styles.priced}>
          <span class={styles.strong}>{lineName(line.category_name, line.care_partner)}</span>
          <span class={styles.sum}>{money(line.asked, policy)}</span>
        </span>
        <span class={styles.soft}>{said.filter(Boolean).join(" · ")}</span>
        <Paid line={line} claim={claim} data={data} />
        {line.note && <span class={styles.typed}>{line.note}</span>}
        {line.distance_reason && <span class={styles.typed}>{t("one.otherDistance", { why: line.distance_reason })}</span>}
        {line.receipt_lost && <span class={styles.typed}>{t("one.lost", { why: line.receipt_lost })}</span>}
        <Receipts line={line} />
      </div>
    </div>
  );
}

/** What is paid of it where that is not what was asked, and why. */
function Paid({ line, claim, data }: { line: ClaimLine; claim: Claim; data: Travel }) {
  const policy = currencyOf(claim, data);
  const paid = line.approved ?? line.allowed;
  const byTeam = line.approved !== null && line.approved !== line.allowed;
  return (
    <>
      {paid !== line.asked && (
        <span class={`${styles.priced} ${styles.amber}`}>
          <span>{t(line.approved === null ? "one.allowed" : "one.approved")}</span>
          <span class={styles.sum}>{money(paid, policy)}</span>
        </span>
      )}
      {line.cut && !byTeam && <span>{overInWords({ cut: line.cut, over: line.asked - line.allowed, name: line.category_name }, policy)}</span>}
      {line.decision_reason && <span class={styles.typed}>{t("one.changed", { reason: line.decision_reason })}</span>}
    </>
  );
}

function Receipts({ line: { receipts } }: { line: ClaimLine }) {
  if (!receipts.length) return null;
  return (
    <ul class={styles.thumbs}>
      {receipts.map(({ id, media_type, pages }, at) => (
        <li key={id}>
          <Thumb receipt={{ id, type: media_type, pages: Math.max(1, pages) }} number={at + 1} />
        </li>
      ))}
    </ul>
  );
}
