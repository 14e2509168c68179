import { Icon, type IconName } from "../../ui/Icon";
import { t } from "../i18n";
import type { Row } from "./data";
import { whatOf } from "./kinds";
import styles from "./Queue.module.css";
import type { Acts } from "./useActs";

type ActProps = { icon: IconName; word: string; name: string; onClick: () => void };

/** The word stands where there is room for it; the name says which row it is about. */
function Act({ icon, word, name, onClick }: ActProps) {
  return (
    <button type="button" class={styles.act} title={word} aria-label={name} onClick={onClick}>
      <Icon name={icon} size={16} />
      <span class={styles.word}>{word}</span>
    </button>
  );
}

/** What can be done with a row without opening it. */
export function RowActs({ row, acts }: { row: Row; acts: Acts }) {
  const what = whatOf(row);
  const take = row.mine
    ? { word: t("queue.release"), name: t("queue.release_of", { what }) }
    : row.taken_by
      ? { word: t("queue.take_over"), name: t("queue.take_over_of", { what }) }
      : { word: t("queue.take"), name: t("queue.take_of", { what }) };
  return (
    <div class={styles.buttons}>
      <Act icon={row.mine ? "undo" : "check"} {...take} onClick={() => acts.take(row)} />
      <Act
        icon="person"
        word={t("queue.hand")}
        name={t("queue.hand_of", { what })}
        onClick={() => acts.ask({ act: "hand", row })}
      />
      {!row.emergency && (
        <Act
          icon={row.snoozed_until ? "refresh" : "clock"}
          word={t(row.snoozed_until ? "queue.wake" : "queue.snooze")}
          name={t(row.snoozed_until ? "queue.wake_of" : "queue.snooze_of", { what })}
          onClick={() => acts.snooze(row)}
        />
      )}
    </div>
  );
}
