import type { Today } from "../../api";
import { language, t } from "../../i18n";
import { dayInWords } from "../../i18n/dates";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { offered, returned, travel } from "../claims/data";
import { today as answer } from "../data/answers";
import { myName, takesPart } from "../data/session";
import { dueNow } from "../symptoms/due";
import { capital } from "../visit/parts";
import { phaseLine } from "../visit/words";
import { whereTheyWork } from "../passkeys/whereTheyWork";
import { Asking } from "./Asking";
import { Coming } from "./Coming";
import { NextVisit } from "./NextVisit";
import { AskedItem, ClaimItem } from "./TravelItems";
import { Quiet } from "./Quiet";
import styles from "./Today.module.css";
import { ToDoList } from "./ToDoList";

const PasskeyCard = whereTheyWork(() => import("../passkeys/PasskeyCard"));

/** The first page: what comes next, what there is to do, and whom to call is at the top right. */
export function TodayPage() {
  const { data } = answer.shown.value;
  return (
    <Page
      title={data ? t("today.hello", { name: firstName(takesPart() ? data.name : myName()) }) : t("today.title")}
      tab={t("today.title")}
      above={data?.phase && <p class={styles.phase}>{phaseLine(data.phase)}</p>}
      lead={data && capital(dayInWords(language.value, data.today))}
      ready={data !== null}
    >
      {data && !takesPart() && <p>{t("today.visitsOf", { name: data.name })}</p>}
      <Shown of={answer}>{(today) => <Content today={today} />}</Shown>
    </Page>
  );
}

function Content({ today }: { today: Today }) {
  const { next_visit: next } = today;
  const checkIns = dueNow();
  const { data: claims } = travel.shown.value;
  const asked = claims ? returned(claims) : [];
  const visits = claims ? offered(claims, today.today) : [];
  const any = [today.to_do, checkIns, asked, visits].some((list) => list.length > 0);
  return (
    <>
      {next ? <NextVisit visit={next} today={today.today} /> : <Quiet status={today.status} />}
      {(next !== null || today.consent !== null || any) && (
        <ToDoList items={today.to_do} consent={today.consent} checkIns={checkIns} next={next} today={today.today}>
          {[...asked.map((claim) => <AskedItem key={claim.id} claim={claim} />), ...visits.map((visit) => <ClaimItem key={visit.id} visit={visit} today={today.today} />)]}
        </ToDoList>
      )}
      <Asking />
      <PasskeyCard />
      {today.coming.length > 0 && <Coming visits={today.coming} today={today.today} />}
    </>
  );
}

function firstName(name: string): string {
  return name.split(" ")[0] ?? name;
}
