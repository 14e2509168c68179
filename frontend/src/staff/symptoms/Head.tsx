import { t } from "../i18n";
import { Tabs } from "../parts/Tabs";
import { ALERTS, type Counts, MISSED, REPORTS } from "./data";
import styles from "./Symptoms.module.css";
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
      {counts && <Numbers counts={counts} />}
    </>
  );
}

/** Each number leads to its list. */
function Numbers({ counts }: { counts: Counts }) {
  const { open, overdue, unread, missed, minutes_to_close: minutes } = counts;
  const numbers = [
    { href: ALERTS, n: open, words: t("counts.open"), late: false },
    { href: `${ALERTS}?waiting=overdue`, n: overdue, words: t("counts.overdue"), late: overdue > 0 },
    { href: REPORTS, n: unread, words: t("counts.unread"), late: false },
    { href: MISSED, n: missed, words: t("counts.missed"), late: false },
    {
      href: `${ALERTS}?waiting=closed`,
      n: minutes === null ? t("counts.none") : waitedWords(minutes),
      words: t("counts.to_close"),
      late: false,
    },
  ];
  return (
    <ul class={styles.counts} aria-label={t("counts.label")}>
      {numbers.map(({ href, n, words, late }) => (
        <li key={words}>
          <a href={href} data-late={late}>
            <strong>{n}</strong> <span>{words}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
