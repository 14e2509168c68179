import type { Claim, ClaimableVisit, Travel } from "../../api";
import { t } from "../../i18n";
import { unsent } from "../../offline/outbox";
import { ButtonLink } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/Icon";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { siteToday } from "../symptoms/due";
import styles from "./Claims.module.css";
import { BegunCard, ClaimCard, ParcelCard } from "./cards";
import { offered, returned, travel } from "./data";
import { type Draft, useDrafts } from "./draft";
import { money } from "./money";
import { covered } from "./path";
import { type Parcel, parcels } from "./sending";
import { VisitRows } from "./VisitRows";
import { currencyOf, paidOf } from "./words";

const ON_THEIR_WAY: readonly Claim["status"][] = ["sent", "checking", "second_look", "approved", "on_its_way", "disputed"];

/** What needs her, what is on its way, what can be claimed, what is done. */
export function OverviewPage() {
  const { data } = travel.shown.value;
  return (
    <Page title={t("travel.title")} lead={data?.policy && t("travel.lead")} ready={data !== null}>
      <Shown of={travel}>{(found) => (found.policy || found.claims.length ? <Content data={found} /> : <None />)}</Shown>
    </Page>
  );
}

function None() {
  return (
    <Card>
      <h2>{t("travel.none")}</h2>
      <p>{t("travel.none.body")}</p>
    </Card>
  );
}

function Content({ data }: { data: Travel }) {
  const drafts = useDrafts() ?? [];
  const waiting = parcels(unsent.value);
  const away = new Set(waiting.map(({ body }) => body.id));
  const claims = data.claims.filter(({ id }) => !away.has(id));
  const onWay = claims.filter(({ status }) => ON_THEIR_WAY.includes(status));
  const done = claims.filter(({ status }) => !ON_THEIR_WAY.includes(status) && status !== "returned");
  return (
    <>
      <Needs data={data} claims={returned({ claims })} refused={waiting.filter(({ state }) => state === "refused")} drafts={drafts} />
      <Begun data={data} drafts={drafts.filter(({ round }) => round === 1)} />
      <OnWay data={data} claims={onWay} waiting={waiting.filter(({ state }) => state !== "refused")} />
      <Visits data={data} skip={[...waiting.map(({ body }) => body.visit_id), ...drafts.filter(({ round }) => round === 1).map(({ visit }) => visit.id)]} />
      <Done data={data} claims={done} />
      {data.policy && (
        <ButtonLink kind="quiet" icon="info" href={covered}>
          {t("travel.covered")}
        </ButtonLink>
      )}
    </>
  );
}

function Needs({ data, claims, refused, drafts }: { data: Travel; claims: Claim[]; refused: Parcel[]; drafts: Draft[] }) {
  if (!claims.length && !refused.length) return null;
  return (
    <section class={styles.section} aria-labelledby="needs">
      <h2 id="needs">{t("travel.needs")}</h2>
      {refused.map((parcel) => (
        <ParcelCard key={parcel.body.id} parcel={parcel} data={data} />
      ))}
      {claims.map((claim) => (
        <ClaimCard key={claim.id} claim={claim} data={data} begun={drafts.some(({ id }) => id === claim.id)} />
      ))}
    </section>
  );
}

function Begun({ data, drafts }: { data: Travel; drafts: Draft[] }) {
  if (!drafts.length) return null;
  return (
    <section class={styles.section} aria-labelledby="begun">
      <h2 id="begun">{t("travel.begun")}</h2>
      {drafts.map((draft) => (
        <BegunCard key={draft.id} draft={draft} data={data} />
      ))}
    </section>
  );
}

function OnWay({ data, claims, waiting }: { data: Travel; claims: Claim[]; waiting: Parcel[] }) {
  if (!claims.length && !waiting.length) return null;
  const coming = claims.reduce((sum, claim) => sum + Math.max(0, (claim.approved ?? 0) - paidOf(claim)), 0);
  const first = claims[0];
  return (
    <section class={styles.section} aria-labelledby="on-way">
      <h2 id="on-way">{t("travel.onWay")}</h2>
      {first && coming > 0 && <p class={styles.strong}>{t("travel.onWay.sum", { sum: money(coming, currencyOf(first, data)) })}</p>}
      {waiting.map((parcel) => (
        <ParcelCard key={parcel.body.id} parcel={parcel} data={data} />
      ))}
      {claims.map((claim) => (
        <ClaimCard key={claim.id} claim={claim} data={data} />
      ))}
    </section>
  );
}

function Visits({ data, skip }: { data: Travel; skip: string[] }) {
  if (!data.policy) return null;
  const free = data.visits.filter(({ id }) => !skip.includes(id));
  const now = offered({ visits: free }, siteToday());
  const others = free.filter((visit) => !now.includes(visit));
  return (
    <section class={styles.section} aria-labelledby="claimable">
      <h2 id="claimable">{t("travel.visits")}</h2>
      {now.length ? <VisitRows visits={now} /> : <p>{t("travel.visits.none")}</p>}
      {others.length > 0 && <Others visits={others} />}
    </section>
  );
}

function Others({ visits }: { visits: ClaimableVisit[] }) {
  return (
    <details class={styles.fold}>
      <summary>
        <Icon name="down" size={20} />
        {t("travel.visits.other", { n: visits.length })}
      </summary>
      <VisitRows visits={visits} />
    </details>
  );
}

function Done({ data, claims }: { data: Travel; claims: Claim[] }) {
  const [first] = claims;
  if (!first) return null;
  const year = siteToday().slice(0, 4);
  const payments = data.claims.flatMap((claim) => claim.payments).filter((one) => one.status === "paid" && one.paid_on?.startsWith(year));
  const paid = payments.reduce((sum, { amount }) => sum + amount, 0);
  return (
    <section class={styles.section}>
      {paid > 0 && <p class={styles.strong}>{t("travel.paid.year", { year, sum: money(paid, currencyOf(first, data)) })}</p>}
      <details class={styles.fold}>
        <summary>
          <Icon name="down" size={20} />
          {t("travel.done", { n: claims.length })}
        </summary>
        <div class={styles.cards}>
          {claims.map((claim) => (
            <ClaimCard key={claim.id} claim={claim} data={data} />
          ))}
        </div>
      </details>
    </section>
  );
}
