import type { Visit } from "../../api";
import { t } from "../../i18n";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/Icon";
import { Notice } from "../../ui/Notice";
import { Answer } from "../visit/Answer";
import { Leaf } from "../visit/Leaf";
import { Activities, StopEating, Times } from "../visit/parts";
import { howSoon } from "../visit/words";
import styles from "./Today.module.css";

export function NextVisit({ visit, today }: { visit: Visit; today: string }) {
  const soon = visit.local_date ? howSoon(visit.local_date, today) : null;
  return (
    <section class={styles.section} aria-labelledby="next-visit">
      <h2 id="next-visit">{t("today.next")}</h2>
      <Card>
        <div class={styles.head}>
          {visit.local_date && <Leaf day={visit.local_date} />}
          <div class={styles.headWords}>
            <h3>
              <a href={`/visits/${visit.id}`}>{title(visit)}</a>
            </h3>
            <Times visit={visit} today={today} soon={soon} />
          </div>
        </div>
        {!visit.local_date && <Waiting visit={visit} />}
        <p class={styles.place}>
          <Icon name="pin" />
          <span>
            {visit.place.name}
            <br />
            <span class={styles.soft}>{visit.place.address}</span>
          </span>
        </p>
        <Activities list={visit.activities} />
        <StopEating visit={visit} />
        <Answer visit={visit} />
      </Card>
    </section>
  );
}

/** "Month 6: scans and blood draw", unless one says all. */
export function title(visit: Pick<Visit, "name" | "label">): string {
  if (!visit.label || visit.name.toLowerCase().includes(visit.label.toLowerCase())) return visit.name;
  return `${visit.label}: ${visit.name}`;
}

/** A visit without a day yet: who acts next. */
export function Waiting({ visit }: { visit: Visit }) {
  if (visit.late) {
    return (
      <Notice kind="amber">
        <p>{t("status.late")}</p>
      </Notice>
    );
  }
  return <p>{t("visit.planned")}</p>;
}
