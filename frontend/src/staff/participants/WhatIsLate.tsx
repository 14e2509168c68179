import { Icon } from "../../ui/Icon";
import type { Late, ParticipantDetail } from "../data/types";
import { visitTitle } from "../visits/words";
import styles from "./WhatIsLate.module.css";
import { lateWords } from "./words";

/** What waits for somebody, each leading to the visit it is about. */
export function WhatIsLate({ participant, link }: { participant: ParticipantDetail; link: (visit: string) => string }) {
  if (!participant.late.length) return null;
  const titles = new Map(participant.visits.map((visit) => [visit.id, visitTitle(visit)]));
  const words = (late: Late) => lateWords({ ...late, name: titles.get(late.visit_id ?? "") ?? late.name });
  return (
    <ul class={styles.late}>
      {participant.late.map((late) => (
        <li key={`${late.kind}${late.visit_id ?? late.name}`}>
          <Icon name="alert" size={18} />
          {late.visit_id ? <a href={link(late.visit_id)}>{words(late)}</a> : <span>{words(late)}</span>}
        </li>
      ))}
    </ul>
  );
}
