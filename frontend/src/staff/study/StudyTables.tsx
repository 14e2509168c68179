import type { ComponentChildren } from "preact";

import type { StudyInForce } from "../data/types";
import { t, type TextKey } from "../i18n";
import table from "../parts/Table.module.css";
import { When } from "../parts/When";
import { length } from "../words/dates";
import styles from "./Study.module.css";
import { activityWords, offsetWords, visitOffsetWords, windowWords } from "./words";

/** A table that is only read: nothing in it opens. */
export function Plain({ caption, heads, children }: { caption: string; heads: TextKey[]; children: ComponentChildren }) {
  return (
    <table class={`${table.table} ${styles.table}`}>
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col" key={head}>
              {t(head)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

export function Phases({ phases }: { phases: StudyInForce["phases"] }) {
  return (
    <Plain caption={t("study.phases")} heads={["study.phase", "study.from", "study.until"]}>
      {phases.map((phase) => (
        <tr key={phase.key}>
          <th scope="row">{phase.name}</th>
          <td>{offsetWords(phase.starts, phase.anchor)}</td>
          <td>{offsetWords(phase.ends, phase.anchor)}</td>
        </tr>
      ))}
    </Plain>
  );
}

export function Visits({ visits, phases }: Pick<StudyInForce, "visits" | "phases">) {
  const names = new Map(phases.map(({ key, name }) => [key, name]));
  return (
    <Plain
      caption={t("study.visits")}
      heads={["column.visit", "study.phase", "study.offset", "visit.window", "visit.activities"]}
    >
      {visits.map((visit) => (
        <tr key={visit.key}>
          <th scope="row">{visit.name}</th>
          <td>{names.get(visit.phase) ?? visit.phase}</td>
          <td>{visitOffsetWords(visit)}</td>
          <td>{windowWords(visit)}</td>
          <td>
            {visit.activities.map((activity, index) => (
              <div key={`${index}`}>{activityWords(activity)}</div>
            ))}
          </td>
        </tr>
      ))}
    </Plain>
  );
}

export function Activities({ activities }: Pick<StudyInForce, "activities">) {
  return (
    <Plain caption={t("study.activities")} heads={["study.activity", "study.length", "study.explain"]}>
      {activities.map((activity) => (
        <tr key={activity.key}>
          <th scope="row">{activity.name}</th>
          <td class={table.nowrap}>{length(activity.minutes)}</td>
          <td>{activity.explain}</td>
        </tr>
      ))}
    </Plain>
  );
}

export function Versions({ versions }: Pick<StudyInForce, "versions">) {
  return (
    <Plain caption={t("study.versions")} heads={["study.version", "study.loaded"]}>
      {versions.map((version) => (
        <tr key={version.number}>
          <th scope="row">{version.label}</th>
          <td>
            <When at={version.loaded_at} />
          </td>
        </tr>
      ))}
    </Plain>
  );
}
