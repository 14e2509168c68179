import type { Visit } from "../../api";
import { t } from "../../i18n";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/Icon";
import { Answer } from "../visit/Answer";
import { Leaf } from "../visit/Leaf";
import { Activities, StopEating, Times, Waiting } from "../visit/parts";
import { RequestState } from "../visit/RequestState";
import { howSoon, title } from "../visit/words";
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
        {!visit.confirmed && <RequestState visit={visit} brief />}
      </Card>
    </section>
  );
}
