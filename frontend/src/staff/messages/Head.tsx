import { t, type TextKey } from "../i18n";
import { type Counted, Numbers } from "../parts/Numbers";
import { Tabs } from "../parts/Tabs";
import { ANNOUNCEMENTS, type Counts, MESSAGES, type Waiting } from "./data";

/** Conversations and announcements, and what waits. */
export function Head({ current, counts }: { current: "messages" | "announcements"; counts: Counts | null }) {
  return (
    <>
      <Tabs
        label={t("messages.parts")}
        current={current}
        tabs={[
          { key: "messages", label: t("messages.tab.messages"), href: MESSAGES },
          { key: "announcements", label: t("messages.tab.announcements"), href: ANNOUNCEMENTS },
        ]}
      />
      {counts && <Numbers numbers={numbersOf(counts)} />}
    </>
  );
}

const listOf = (waiting: Waiting) => `${MESSAGES}?waiting=${waiting}`;

const lists: readonly { key: keyof Counts; href: string; text: TextKey }[] = [
  { key: "ours", href: MESSAGES, text: "messages.counts.ours" },
  { key: "overdue", href: listOf("overdue"), text: "messages.counts.overdue" },
  { key: "mine", href: listOf("mine"), text: "messages.counts.mine" },
  { key: "unassigned", href: listOf("unassigned"), text: "messages.counts.unassigned" },
  { key: "to_translate", href: listOf("to_translate"), text: "messages.counts.to_translate" },
  { key: "with_them", href: listOf("with_them"), text: "messages.counts.with_them" },
];

/** Where nothing waits, only the first is said. */
const numbersOf = (counts: Counts): Counted[] =>
  lists
    .filter(({ key }) => key === "ours" || counts[key] > 0)
    .map(({ key, href, text }) => ({ href, n: counts[key], words: t(text), late: key === "overdue" && counts[key] > 0 }));
