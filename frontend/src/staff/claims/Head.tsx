import { t, type TextKey } from "../i18n";
import { type Counted, Numbers } from "../parts/Numbers";
import { Tabs } from "../parts/Tabs";
import { PAYMENTS, TO_PAY, TOTALS } from "../payments/data";
import { CLAIMS, type Counts, type Waiting } from "./data";

type Part = "claims" | "to-pay" | "payments" | "totals";

/** The lists about travel money, and what waits in each. */
export function Head({ current, counts }: { current: Part; counts: Counts | null }) {
  return (
    <>
      <Tabs
        label={t("claims.parts")}
        current={current}
        tabs={[
          { key: "claims", label: t("claims.tab.claims"), href: CLAIMS },
          { key: "to-pay", label: t("claims.tab.to_pay"), href: TO_PAY, count: counts?.to_pay },
          { key: "payments", label: t("claims.tab.payments"), href: PAYMENTS },
          { key: "totals", label: t("claims.tab.totals"), href: TOTALS },
        ]}
      />
      {counts && <Numbers numbers={numbersOf(counts)} />}
    </>
  );
}

const listOf = (waiting: Waiting) => `${CLAIMS}?waiting=${waiting}`;

const lists: readonly { key: keyof Counts; href: string; text: TextKey; late?: boolean }[] = [
  { key: "to_check", href: CLAIMS, text: "claims.counts.to_check" },
  { key: "overdue", href: listOf("overdue"), text: "claims.counts.overdue", late: true },
  { key: "second_look", href: listOf("second_look"), text: "claims.counts.second_look" },
  { key: "disputed", href: listOf("disputed"), text: "claims.counts.disputed" },
  { key: "with_them", href: listOf("with_them"), text: "claims.counts.with_them" },
  { key: "on_its_way", href: listOf("on_its_way"), text: "claims.counts.on_its_way" },
  { key: "failed", href: TO_PAY, text: "claims.counts.failed", late: true },
];

/** Where nothing waits, only the first is said. */
const numbersOf = (counts: Counts): Counted[] =>
  lists
    .filter(({ key }) => key === "to_check" || counts[key] > 0)
    .map(({ key, href, text, late = false }) => ({ href, n: counts[key], words: t(text), late: late && counts[key] > 0 }));
