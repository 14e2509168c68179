import { useLocation } from "preact-iso";

import type { TravelCategory } from "../../api";
import { t } from "../../i18n";
import { Icon } from "../../ui/Icon";
import { Page } from "../app/Page";
import { shortTitle } from "../visit/words";
import rows from "../../ui/Rows.module.css";
import styles from "./Claims.module.css";
import { addLine, changeLine, type Draft, draftOf } from "./draft";
import { type DraftLine, type Known, openStep } from "./lines";
import { money } from "./money";
import { home, page } from "./path";
import { Question } from "./StepPage";
import { assess, type Taken } from "./policy";
import { capsInWords } from "./words";

type Props = { draft: Draft; facts: Known; taken: readonly Taken[]; line?: DraftLine | undefined };

const RANK: Record<TravelCategory["kind"], number> = { mileage: 0, flat: 1, receipt: 2 };

/** What was paid for: a tap leads on. Coming back to it changes the line instead of adding one. */
export function KindPage({ draft, facts, taken, line }: Props) {
  const { route } = useLocation();
  const { categories } = facts.policy;
  const sorted = [...categories].sort((one, other) => RANK[one.kind] - RANK[other.kind]);

  function choose({ key, kind }: TravelCategory) {
    const flat = kind === "flat" ? { spent_on: draft.visit.day } : {};
    const drive = kind === "mileage" && facts.usual === null ? sameDrive(draft) : {};
    const part = { category: key, ...flat, ...drive };
    if (line) changeLine(draft.id, line.id, part);
    const id = line?.id ?? addLine(draft.id, part);
    const made = draftOf(draft.id)?.lines.find((one) => one.id === id);
    const open = made && openStep(made, facts);
    if (!open || open === "gone") {
      route(page(draft, "lines"));
      return;
    }
    route(page(draft, "kind", id), true); // so that Back leads to this line, not to another one
    route(page(draft, open, id));
  }

  return (
    <Page
      title={t(draft.lines.length > (line ? 1 : 0) ? "claim.kind.other" : "claim.kind")}
      lead={t("claim.kind.lead")}
      above={<p class={styles.above}>{shortTitle(draft.visit)}</p>}
      back={draft.lines.length ? page(draft, "lines") : home}
    >
      <Question draft={draft} />
      <ul class={rows.list}>
        {sorted.map((category) => (
          <li key={category.key}>
            <Row category={category} facts={facts} there={isThere(category, draft, facts, taken, line)} onChoose={choose} />
          </li>
        ))}
      </ul>
    </Page>
  );
}

/** A flat sum is paid once a visit: in this claim, or in one that was sent before. */
function isThere(category: TravelCategory, draft: Draft, { policy }: Known, taken: readonly Taken[], line?: DraftLine): boolean {
  if (category.kind !== "flat" || category.care_partner) return false;
  if (draft.lines.some((one) => one.category === category.key && one.id !== line?.id)) return true;
  const asked = { key: "", category: category.key, spent_on: draft.visit.day, asked: category.amount ?? 0 };
  return assess(policy, [asked], taken).get("")?.amount === 0;
}

/** The distance said for another trip of this claim: it is not asked twice. */
function sameDrive({ lines }: Draft): Partial<DraftLine> {
  const other = lines.find(({ way, distance }) => way !== null && distance !== "");
  return other ? { way: other.way, distance: other.distance } : {};
}

type RowProps = { category: TravelCategory; facts: Known; there: boolean; onChoose: (category: TravelCategory) => void };

function Row({ category, facts: { policy }, there, onChoose }: RowProps) {
  const { kind, name, explain, amount, caps } = category;
  const most = kind === "flat" ? null : capsInWords(caps, policy);
  const words = (
    <span class={rows.words}>
      <span class={styles.strong}>{kind === "flat" ? t("claim.flat", { name, sum: money(amount ?? 0, policy) }) : name}</span>
      {explain && <span class={styles.soft}>{explain}</span>}
      {most && <span class={styles.soft}>{t("claim.upTo", { caps: most })}</span>}
      {there && <span class={styles.soft}>{t("claim.flat.there")}</span>}
    </span>
  );
  if (there) return <div class={rows.row}>{words}<Icon name="check" /></div>;
  return (
    <button type="button" class={rows.row} onClick={() => onChoose(category)}>
      {words}
      <Icon name="chevron" />
    </button>
  );
}
