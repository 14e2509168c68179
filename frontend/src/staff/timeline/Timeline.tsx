import { useLocation } from "preact-iso";

import { Button } from "../../ui/Button";
import { useFilters } from "../data/address";
import type { ParticipantDetail } from "../data/types";
import { t } from "../i18n";
import { speakingOf } from "../history/words";
import { Empty, Failure, Shown } from "../parts/Shown";
import { shortDay, today } from "../words/dates";
import type { Happening, Line } from "./data";
import { byDay } from "./days";
import { Entry } from "./Entry";
import { KindFilter } from "./KindFilter";
import { kindsOf } from "./kinds";
import type { Reader } from "./sentences";
import styles from "./Timeline.module.css";
import { useLine } from "./useLine";

/** Everything that happened to one participant, newest first; which kinds is in the address. */
export function Timeline({ participant }: { participant: ParticipantDetail }) {
  const { path } = useLocation();
  const { filters, set } = useFilters(path, { kinds: "" });
  const kinds = kindsOf(filters.kinds);
  const { shown, grow, growing, problem } = useLine({ id: participant.id, kinds });
  const reader = { participant, speaking: speakingOf(participant) };
  return (
    <>
      <Shown of={shown} lines={12}>
        {(line) => (
          <>
            <KindFilter all={line.kinds} chosen={kinds} onChange={(value) => set({ kinds: value })} />
            {line.rows.length === 0 ? (
              <Empty title={t(kinds.length ? "timeline.none_of_kind" : "timeline.none")}>
                {kinds.length > 0 && <p>{t("timeline.none_of_kind.text")}</p>}
              </Empty>
            ) : (
              <Days rows={line.rows} reader={reader} />
            )}
            {problem && <Failure problem={problem} />}
            <Foot line={line} busy={growing} onOlder={() => void grow()} />
          </>
        )}
      </Shown>
      <p class="visually-hidden" role="status">
        {shown.data && t("timeline.shown", { n: shown.data.rows.length })}
      </p>
    </>
  );
}

function Days({ rows, reader }: { rows: readonly Happening[]; reader: Reader }) {
  const zone = reader.speaking.timeZone;
  const present = today();
  return byDay(rows, zone).map(({ day, rows: within }) => (
    <section key={day} class={styles.day}>
      <h3>{day === present ? t("timeline.today", { day: shortDay(day) }) : shortDay(day)}</h3>
      <ol class={styles.entries}>
        {within.map((row) => (
          <Entry key={row.id} row={row} reader={reader} />
        ))}
      </ol>
    </section>
  ));
}

function Foot({ line, busy, onOlder }: { line: Line; busy: boolean; onOlder: () => void }) {
  if (line.older) {
    return (
      <p class={styles.foot}>
        <Button kind="quiet" icon="down" busy={busy} onClick={onOlder}>
          {t("timeline.older")}
        </Button>
      </p>
    );
  }
  return line.rows.length > 0 ? <p class={styles.foot}>{t("timeline.begins")}</p> : null;
}
