import type { ComponentChildren } from "preact";

import { Icon } from "../../ui/Icon";
import { daysBetween } from "../../i18n/dates";
import { t } from "../i18n";
import { VisitMark } from "../parts/Mark";
import { money } from "../words/money";
import { type Claim, type ClaimLine, picturePath, type Twin, type Warning } from "./data";
import styles from "./Warnings.module.css";
import { distanceWords } from "./words";

type Props = {
  claim: Claim;
  /** Null: what is about the whole claim. */
  line: ClaimLine | null;
  /** Where another claim opens. */
  link: (claim: string) => string;
};

/** What to look at twice, at the line it is about. */
export function Warnings({ claim, line, link }: Props) {
  const found = claim.warnings.filter(({ line_id }) => line_id === (line?.id ?? null));
  if (!found.length) return null;
  return (
    <ul class={styles.warnings} aria-label={t("warning.label")}>
      {found.map((warning) => (
        <li key={warning.kind + (warning.receipt_id ?? "")}>
          <Icon name="alert" size={18} />
          <div>
            <One warning={warning} claim={claim} line={line} link={link} />
            {warning.words && <blockquote lang={claim.who.language}>{warning.words}</blockquote>}
          </div>
        </li>
      ))}
    </ul>
  );
}

function One({ warning, claim, line, link }: Props & { warning: Warning }): ComponentChildren {
  const { kind } = warning;
  if (kind === "same_receipt" || kind === "similar_receipt") {
    if (!warning.twin) return t(`warning.${kind}.elsewhere`);
    return <Alike kind={kind} receipt={warning.receipt_id ?? ""} twin={warning.twin} link={link} />;
  }
  if (kind === "not_attended") {
    return (
      <p class={styles.state}>
        {t("warning.not_attended")} <VisitMark status={claim.visit.status} />
      </p>
    );
  }
  return line ? lineWords(kind, claim, line) : t("warning.late");
}

type LineKind = Exclude<Warning["kind"], "same_receipt" | "similar_receipt" | "not_attended">;

function lineWords(kind: LineKind, claim: Claim, line: ClaimLine): string {
  if (kind === "late" || kind === "receipt_lost") return t(`warning.${kind}`);
  if (kind === "off_visit") {
    const off = daysBetween(claim.visit.day, line.spent_on);
    return t(off < 0 ? "warning.off_visit_before" : "warning.off_visit_after", { n: Math.abs(off) });
  }
  if (kind === "over_cap") return capWords(claim, line);
  if (kind === "long_distance") {
    return t("warning.long_distance", { distance: distanceWords(line.distance ?? 0, claim.unit) });
  }
  if (claim.distance === null) return t("warning.other_distance_unknown");
  return t("warning.other_distance", { usual: distanceWords(2 * claim.distance, claim.unit) });
}

function capWords({ currency }: Claim, { cut, category_name: category }: ClaimLine): string {
  if (!cut) return "";
  const limit = money(cut.limit, currency);
  return cut.category === null
    ? t(`warning.cap_all.${cut.kind}`, { limit })
    : t(`warning.cap.${cut.kind}`, { limit, category });
}

type AlikeProps = {
  kind: "same_receipt" | "similar_receipt";
  receipt: string;
  twin: Twin;
  link: (claim: string) => string;
};

/** Two receipts that look alike, side by side, and the way to the other claim. */
function Alike({ kind, receipt, twin, link }: AlikeProps) {
  const { reference, code } = twin;
  return (
    <>
      <p>
        {t(`warning.${kind}`)} <a href={link(twin.claim_id)}>{reference}</a> {t("warning.twin_of", { code })}
      </p>
      <div class={styles.alike}>
        <figure>
          <img src={picturePath(receipt, 1)} alt={t("warning.this.picture")} loading="lazy" />
          <figcaption>{t("warning.this")}</figcaption>
        </figure>
        <figure>
          <img src={picturePath(twin.receipt_id, 1)} alt={t("warning.that.picture", { reference })} loading="lazy" />
          <figcaption>{t("warning.that", { reference, code })}</figcaption>
        </figure>
      </div>
    </>
  );
}
