import { t } from "../i18n";
import { type Counted, Numbers } from "../parts/Numbers";
import { Tabs } from "../parts/Tabs";
import { ALERTS, type Counts, MISSED, REPORTS } from "./data";
import { waitedWords } from "./words";

/** The three lists, and what waits in each. */
export function Head({ current, counts }: { current: "alerts" | "reports" | "missed"; counts: Counts | null }) {
  return (
    <>
      <Tabs
        label={t("alerts.parts")}
        current={current}
        tabs={[
          { key: "alerts", label: t("alerts.tab"), href: ALERTS },
          { key: "reports", label: t("reports.tab"), href: REPORTS },
          { key: "missed", label: t("missed.tab"), href: MISSED },
        ]}
      />
      {counts && <Numbers numbers={numbersOf(counts)} />}
    </>
  );
}

function numbersOf(counts: Counts): Counted[] {
  const { open, overdue, unread, missed, minutes_to_close: minutes } = counts;
  return [
    { href: ALERTS, n: open, words: t("counts.open") },
    { href: `${ALERTS}?waiting=overdue`, n: overdue, words: t("counts.overdue"), late: overdue > 0 },
    { href: REPORTS, n: unread, words: t("counts.unread") },
    { href: MISSED, n: missed, words: t("counts.missed") },
    {
      href: `${ALERTS}?waiting=closed`,
      n: minutes === null ? t("counts.none") : waitedWords(minutes),
      words: t("counts.to_close"),
    },
  ];
}
