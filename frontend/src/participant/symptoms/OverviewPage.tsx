import { useLocation } from "preact-iso";

import type { CheckIn, CheckIns, NewReport } from "../../api";
import { language, t } from "../../i18n";
import { dayInWords } from "../../i18n/dates";
import { type Unsent, unsent } from "../../offline/outbox";
import { Button, ButtonLink } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Notice } from "../../ui/Notice";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { Numbers } from "./CallNow";
import { checkIns } from "./data";
import { begin, beginAnew, type Draft, useDraft } from "./draft";
import { dueOn, nextAfter, siteToday } from "./due";
import { goOn, page } from "./path";
import { Refused } from "./Refused";
import { KIND } from "./sending";
import styles from "./Symptoms.module.css";
import { momentOf } from "./words";

/** What is due, what is not sent yet, and the way to the reports. */
export function OverviewPage() {
  const { data } = checkIns.shown.value;
  return (
    <Page title={t("checkin.title")} lead={data?.asked && t("checkin.lead")} ready={data !== null}>
      <NotSent />
      <Shown of={checkIns}>{(found) => <Content found={found} />}</Shown>
      <ButtonLink kind="quiet" icon="document" href="/check-in/reports">
        {t("checkin.reports")}
      </ButtonLink>
    </Page>
  );
}

function Content({ found }: { found: CheckIns }) {
  if (!found.asked || !found.check_ins.length) {
    return (
      <Card>
        <h2>{t("checkin.notAsked")}</h2>
        <p>{t("checkin.notAsked.body")}</p>
        <Numbers />
      </Card>
    );
  }
  return (
    <>
      {found.check_ins.map((checkIn) => (
        <One key={checkIn.key} checkIn={checkIn} />
      ))}
      <p class={styles.soft}>{t("checkin.unwell")}</p>
    </>
  );
}

function One({ checkIn }: { checkIn: CheckIn }) {
  const { route } = useLocation();
  const draft = useDraft(checkIn.key);
  const today = siteToday();
  const due = dueOn(checkIn, today);

  async function start() {
    const { answers } = await begin(checkIn.key);
    route(goOn(checkIn, answers));
  }

  function startOver() {
    const { answers } = beginAnew(checkIn.key);
    route(goOn(checkIn, answers));
  }

  return (
    <Card>
      <h2>{checkIn.name}</h2>
      {due ? (
        <p class={styles.amber}>{t("checkin.until", { day: dayInWords(language.value, due.closes, today) })}</p>
      ) : (
        <Next checkIn={checkIn} today={today} />
      )}
      <p class={styles.soft}>{t("checkin.minutes", { n: checkIn.minutes })}</p>
      {draft ? <Begun checkIn={checkIn} draft={draft} onOver={startOver} /> : (
        <Button wide kind={due ? "primary" : "quiet"} onClick={() => void start()}>
          {t("checkin.start")}
        </Button>
      )}
    </Card>
  );
}

function Next({ checkIn, today }: { checkIn: CheckIn; today: string }) {
  const next = nextAfter(checkIn, today);
  return (
    <p>
      {next ? t("checkin.next", { day: dayInWords(language.value, next.day, today) }) : t("checkin.noNext")} {t("checkin.any")}
    </p>
  );
}

function Begun({ checkIn, draft, onOver }: { checkIn: CheckIn; draft: Draft; onOver: () => void }) {
  const whole = goOn(checkIn, draft.answers) === page(checkIn, "note") && draft.note !== "";
  return (
    <>
      <p>{t("checkin.begun", { when: momentOf(draft.begun) })}</p>
      <ButtonLink wide href={whole ? page(checkIn, "review") : goOn(checkIn, draft.answers)}>
        {t("checkin.goOn")}
      </ButtonLink>
      <Button wide kind="quiet" onClick={onOver}>
        {t("checkin.over")}
      </Button>
    </>
  );
}

/** Check-ins of hers that the server does not have yet. */
function NotSent() {
  const mine = unsent.value.filter(({ kind, tries, state }) => kind === KIND && (tries > 0 || state !== "waiting" || !navigator.onLine));
  if (!mine.length) return null;
  return (
    <section class={styles.section} aria-labelledby="not-sent">
      <h2 id="not-sent">{t("checkin.unsent")}</h2>
      {mine.map((item) => (
        <Item key={item.id} item={item} />
      ))}
    </section>
  );
}

function Item({ item }: { item: Unsent }) {
  const from = t("checkin.from", { when: momentOf((item.body as NewReport).answered_at) });
  if (item.state === "refused") return <Refused item={item} from={from} />;
  return (
    <Notice kind="amber">
      <p>{from}</p>
      <p>{item.state === "waiting" ? t("checkin.waiting") : t("checkin.signIn")}</p>
    </Notice>
  );
}
