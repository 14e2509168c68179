import { useLocation } from "preact-iso";
import { useEffect, useRef } from "preact/hooks";

import { Icon } from "../../ui/Icon";
import { addressWith } from "../data/address";
import type { ParticipantDetail, Visit } from "../data/types";
import { t } from "../i18n";
import { Mark, VisitMark } from "../parts/Mark";
import { Empty } from "../parts/Shown";
import { VisitCard } from "../visits/VisitCard";
import { visitTitle, whenWords } from "../visits/words";
import { grouped } from "./phases";
import styles from "./VisitsByPhase.module.css";

/** All visits by phase. What is done folds away; a row opens in its place. */
export function VisitsByPhase({ participant }: { participant: ParticipantDetail }) {
  const { query } = useLocation();
  const names = new Map(participant.phases.map(({ key, name }) => [key, name]));
  if (!participant.visits.length) {
    return (
      <Empty title={t("visits.none_planned")}>
        <p>{t("visits.none_planned.text")}</p>
      </Empty>
    );
  }
  return (
    <>
      {grouped(participant.visits).map(({ phase, settled, open }) => (
        <section key={phase} class={styles.phase}>
          <h3>{names.get(phase) ?? phase}</h3>
          {settled.length > 0 && (
            <details open={settled.some(({ id }) => id === query.visit) || undefined}>
              <summary>{t("visits.settled", { n: settled.length })}</summary>
              <Rows visits={settled} openId={query.visit} />
            </details>
          )}
          <Rows visits={open} openId={query.visit} />
        </section>
      ))}
    </>
  );
}

function Rows({ visits, openId }: { visits: readonly Visit[]; openId: string | undefined }) {
  return (
    <ul class={styles.rows}>
      {visits.map((visit) => (
        <Row key={visit.id} visit={visit} open={visit.id === openId} />
      ))}
    </ul>
  );
}

function Row({ visit, open }: { visit: Visit; open: boolean }) {
  const { path, query, route } = useLocation();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (open) row.current?.scrollIntoView({ block: "nearest" });
  }, [open]);
  return (
    <li ref={row} class={open ? styles.open : undefined}>
      <button
        type="button"
        class={styles.row}
        aria-expanded={open}
        onClick={() => route(addressWith(path, query, { visit: open ? "" : visit.id, page: query.page ?? "" }), true)}
      >
        <Icon name={open ? "down" : "chevron"} size={16} />
        <span class={styles.label}>{visitTitle(visit)}</span>
        <span>{whenWords(visit)}</span>
        <span class={styles.marks}>
          <VisitMark status={visit.status} />
          {visit.late && (
            <Mark icon="alert" tone="amber">
              {t("visit.late")}
            </Mark>
          )}
          {visit.time_request?.status === "open" && (
            <Mark icon="clock" tone="amber">
              {t("visit.asks")}
            </Mark>
          )}
        </span>
      </button>
      {open && (
        <div class={styles.card}>
          <VisitCard visit={visit} />
        </div>
      )}
    </li>
  );
}
