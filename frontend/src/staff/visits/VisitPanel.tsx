import { staff } from "../data/api";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { VisitMark } from "../parts/Mark";
import { Panel } from "../parts/Panel";
import { Shown } from "../parts/Shown";
import { VisitCard } from "./VisitCard";
import styles from "./VisitPanel.module.css";
import { visitTitle } from "./words";

/** One visit, opened from the list of visits. */
export function VisitPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const loaded = useLoad(`visit ${id}`, () => staff.visit(id));
  const visit = loaded.data;
  return (
    <Panel
      name={id}
      onClose={onClose}
      title={visit ? visitTitle(visit) : t(loaded.error ? "panel.failed" : "loading")}
      under={
        visit && (
          <p class={styles.under}>
            <VisitMark status={visit.status} />
            <a href={`/staff/participants/${visit.participant.id}?visit=${visit.id}`}>
              {visit.participant.code} · {visit.participant.name}
            </a>
            <span>{visit.site.name}</span>
          </p>
        )
      }
    >
      <Shown of={loaded}>{(shown) => <VisitCard visit={shown} />}</Shown>
    </Panel>
  );
}
