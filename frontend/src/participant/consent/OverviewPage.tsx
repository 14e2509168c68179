import { useLocation } from "preact-iso";

import type { ConsentStanding } from "../../api";
import { language, t } from "../../i18n";
import { dayIn, dayInWords, deviceZone } from "../../i18n/dates";
import { ButtonLink } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/Icon";
import { Notice } from "../../ui/Notice";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { useResource } from "../data/resource";
import { Chapters } from "./Chapters";
import rows from "../../ui/Rows.module.css";
import styles from "./Consent.module.css";
import { Copies } from "./Copies";
import { consent, consentText, nextStep } from "./data";
import { Decisions } from "./Decisions";
import { Questions } from "./Questions";

/** Where she stands with her consent, and everything she can do about it. */
export function OverviewPage() {
  const { data } = consent.shown.value;
  return (
    <Page title={t("consent.title")} back="/more" ready={data !== null}>
      <Shown of={consent}>{(standing) => <Overview standing={standing} />}</Shown>
    </Page>
  );
}

function Overview({ standing }: { standing: ConsentStanding }) {
  const { query } = useLocation();
  return (
    <>
      {query.new && (
        <Notice kind="amber" role="alert">
          <p>{t("consent.newer")}</p>
        </Notice>
      )}
      {standing.to_sign ? <ToSign standing={standing} /> : <Settled standing={standing} />}
      <Questions standing={standing} />
      {standing.copies.length > 0 && (
        <section class={styles.section} aria-labelledby="copies">
          <h2 id="copies">{t("consent.copies")}</h2>
          <Copies copies={standing.copies} />
        </section>
      )}
      <ul class={rows.list}>
        {standing.signatures.length > 0 && <Row href="/consent/signed" label={t("consent.signed.title")} />}
        {canLeave(standing) && <Row href="/consent/leave" label={t("consent.leave.title")} />}
      </ul>
    </>
  );
}

const canLeave = (standing: ConsentStanding) => standing.signatures.length > 0 && standing.standing !== "withdrawn";

function Row({ href, label }: { href: string; label: string }) {
  return (
    <li>
      <a class={rows.row} href={href}>
        <span class={rows.words}>{label}</span>
        <Icon name="chevron" />
      </a>
    </li>
  );
}

/** There is a text to read and sign. */
function ToSign({ standing }: { standing: ConsentStanding }) {
  const text = useResource(consentText).data;
  const begun = standing.progress.sections_read.length > 0;
  return (
    <>
      <Card>
        <h2>{standing.again ? t("consent.again") : t("consent.first")}</h2>
        {standing.again && standing.sign_by && (
          <p class={styles.amber}>
            {t("consent.by", { day: dayInWords(language.value, standing.sign_by) })}
            {standing.visits_wait && ` ${t("consent.visitsWait")}`}
          </p>
        )}
        <p>{t("consent.pace", { n: standing.minutes })}</p>
        {standing.held && <p class={styles.amber}>{t("consent.held")}</p>}
        {standing.decision && <p>{t(`consent.decided.${standing.decision}`)}</p>}
        {standing.again && (
          <ButtonLink wide kind="quiet" href="/consent/changes">
            {t("consent.changes.title")}
          </ButtonLink>
        )}
        {text && (
          <ButtonLink wide href={nextStep(text, standing)}>
            {standing.progress.ready ? t("consent.toSign") : begun ? t("consent.goOn") : t("consent.begin")}
          </ButtonLink>
        )}
      </Card>
      <Shown of={consentText}>{(found) => <Chapters text={found} standing={standing} />}</Shown>
      <Decisions standing={standing} />
    </>
  );
}

/** Nothing is to be signed: what counts now, and who acts next. */
function Settled({ standing }: { standing: ConsentStanding }) {
  const signed = standing.signatures.find(({ role }) => role === "participant");
  const day = signed ? dayInWords(language.value, dayIn(signed.signed_at, deviceZone())) : "";
  return (
    <Card>
      <p>
        {standing.standing === "withdrawn" && t("consent.state.withdrawn")}
        {standing.standing === "records_only" && t("consent.state.recordsOnly")}
        {(standing.standing === "none" || standing.standing === "in_force") && settledWords(standing, day)}
      </p>
    </Card>
  );
}

function settledWords(standing: ConsentStanding, day: string): string {
  if (standing.state === "signed") return t("consent.state.signed", { day });
  if (standing.standing === "in_force") return day ? t("consent.state.inForce", { day }) : t("consent.state.paper");
  return t("consent.state.none");
}
