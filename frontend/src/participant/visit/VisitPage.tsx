import type { Visit, VisitDetail } from "../../api";
import { t } from "../../i18n";
import { dayIn } from "../../i18n/dates";
import { Button, ButtonLink } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/Icon";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { travel } from "../claims/data";
import { visit as answer } from "../data/answers";
import { messages } from "../messages/data";
import { writeAbout } from "../messages/path";
import { Answer } from "./Answer";
import { Leaf } from "./Leaf";
import { activityIcon, StopEating, Times, Waiting } from "./parts";
import { RequestState } from "./RequestState";
import styles from "./Visit.module.css";
import { howSoon, length } from "./words";

/** One visit, everything about it. */
export function VisitPage({ id }: { id: string }) {
  const resource = answer(id);
  const { data } = resource.shown.value;
  return (
    <Page
      key={id}
      title={data?.name ?? t("today.next")}
      above={data && data.label !== data.name && <p class={styles.label}>{data.label}</p>}
      back="/schedule"
      ready={data !== null}
    >
      <Shown of={resource} blocks={3}>
        {(visit) => <Content visit={visit} />}
      </Shown>
    </Page>
  );
}

function Content({ visit }: { visit: VisitDetail }) {
  const today = dayIn(new Date().toISOString(), visit.time_zone);
  const soon = visit.local_date && visit.status === "booked" ? howSoon(visit.local_date, today) : null;
  const ahead = visit.status === "planned" || visit.status === "booked";
  return (
    <>
      <Card aria-label={t("visit.when")}>
        <div class={styles.head}>
          {visit.local_date && <Leaf day={visit.local_date} />}
          <div class={styles.headWords}>
            <Times visit={visit} today={today} soon={soon} />
            {!ahead && visit.status !== "removed" && <p class={styles.state}>{t(`status.${visit.status}`)}</p>}
          </div>
        </div>
        {visit.status === "planned" && <Waiting visit={visit} />}
        {ahead && <StopEating visit={visit} />}
        <Answer visit={visit} />
        <RequestState visit={visit} />
      </Card>
      {ahead && <Preparation visit={visit} />}
      <Steps visit={visit} />
      <Place visit={visit} />
      <div class={styles.links}>
        {visit.status === "booked" && (
          <ButtonLink kind="plain" icon="calendar" href={`/api/me/visits/${visit.id}/calendar.ics`} download>
            {t("visit.calendar")}
          </ButtonLink>
        )}
        {travel.shown.value.data?.visits.some(({ id }) => id === visit.id) && (
          <ButtonLink kind="plain" icon="money" href={`/travel/visits/${visit.id}`}>
            {t("visit.travel")}
          </ButtonLink>
        )}
        {messages.shown.value.data?.taken && (
          <ButtonLink kind="plain" icon="messages" href={writeAbout({ visit: visit.id })}>
            {t("visit.message")}
          </ButtonLink>
        )}
        <Button kind="plain" icon="print" onClick={() => print()}>
          {t("visit.print")}
        </Button>
      </div>
    </>
  );
}

function Preparation({ visit }: { visit: VisitDetail }) {
  return (
    <section class={styles.section} aria-labelledby="prepare">
      <h2 id="prepare">{t("visit.prepare")}</h2>
      {visit.preparation.length ? (
        <ul class={styles.prepare}>
          {visit.preparation.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : (
        <p>{t("visit.prepare.none")}</p>
      )}
    </section>
  );
}

function Steps({ visit }: { visit: VisitDetail }) {
  return (
    <section class={styles.section} aria-labelledby="what">
      <h2 id="what">{t("visit.what")}</h2>
      <ul class={styles.steps}>
        {visit.activities.map((activity) => (
          <li class={styles.step} key={activity.key}>
            <Icon name={activityIcon(activity.kind)} />
            <div class={styles.stepWords}>
              <h3 class={styles.stepName}>{activity.name}</h3>
              <p>{activity.explain}</p>
              <p class={styles.soft}>
                {activity.done === null
                  ? t("time.about", { time: length(activity.minutes) })
                  : t(activity.done ? "visit.activityDone" : "visit.activityNotDone")}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Place({ visit: { place } }: { visit: Visit }) {
  return (
    <section class={styles.section} aria-labelledby="where">
      <h2 id="where">{t("visit.where")}</h2>
      <address>
        {place.name}
        <br />
        {place.address}
      </address>
      {place.note && <p>{place.note}</p>}
      {place.directions && <p>{place.directions}</p>}
      {place.map_url && (
        <div class={styles.links}>
          <ButtonLink kind="plain" icon="pin" href={place.map_url} target="_blank" rel="noopener noreferrer">
            {t("visit.map")}
          </ButtonLink>
        </div>
      )}
    </section>
  );
}
