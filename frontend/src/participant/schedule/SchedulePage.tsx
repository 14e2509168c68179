import { useEffect, useState } from "preact/hooks";

import type { Schedule } from "../../api";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { cameBack } from "../app/navigation";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { schedule as answer } from "../data/answers";
import { PhaseBlock, TODAY_ID } from "./PhaseBlock";
import styles from "./Schedule.module.css";
import { hasEnded, timeline } from "./timeline";

/** The whole study as one line: what was, today, what comes. */
export function SchedulePage() {
  return (
    <Page title={t("schedule.title")} ready={answer.shown.value.data !== null}>
      <Shown of={answer} blocks={4}>
        {(schedule) => (schedule.phases.some((phase) => phase.visits.length) ? <Line schedule={schedule} /> : <Empty />)}
      </Shown>
    </Page>
  );
}

function Empty() {
  return (
    <Card>
      <h2>{t("schedule.empty.title")}</h2>
      <p>{t("schedule.empty")}</p>
    </Card>
  );
}

function Line({ schedule }: { schedule: Schedule }) {
  const away = useTodayAway();
  return (
    <>
      {timeline(schedule).map((part) => (
        <PhaseBlock part={part} today={schedule.today} key={part.phase.key} />
      ))}
      {hasEnded(schedule) && <p>{t("schedule.ended")}</p>}
      {away && (
        <div class={styles.jump}>
          <Button icon={away} onClick={() => toToday("smooth")}>
            {t("schedule.jump")}
          </Button>
        </div>
      )}
    </>
  );
}

function toToday(behavior: ScrollBehavior) {
  document.getElementById(TODAY_ID)?.scrollIntoView({ block: "nearest", behavior });
}

/** Brings today into view when the page opens, and tells afterwards when it has gone out of view. */
function useTodayAway(): "down" | "up" | null {
  const [away, setAway] = useState<"down" | "up" | null>(null);
  useEffect(() => {
    const mark = document.getElementById(TODAY_ID);
    if (!mark) return;
    if (!cameBack()) toToday("instant");
    const watcher = new IntersectionObserver(([entry]) => {
      if (!entry) return;
      const below = entry.boundingClientRect.top > 0;
      setAway(entry.isIntersecting ? null : below ? "down" : "up");
    });
    watcher.observe(mark);
    return () => watcher.disconnect();
  }, []);
  return away;
}
