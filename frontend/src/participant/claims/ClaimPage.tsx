import { useLocation } from "preact-iso";

import type { Claim, Travel } from "../../api";
import { t } from "../../i18n";
import { unsent } from "../../offline/outbox";
import { Button, ButtonLink } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Notice } from "../../ui/Notice";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { messages } from "../messages/data";
import { writeAbout } from "../messages/path";
import { shortTitle } from "../visit/words";
import styles from "./Claims.module.css";
import { ICONS } from "./cards";
import { ClaimLines } from "./ClaimLines";
import { travel } from "./data";
import { draftOf, keep, recallDrafts, useDraft } from "./draft";
import { draftFrom } from "./mending";
import { money } from "./money";
import { claimPage, home, page, resultPage } from "./path";
import { parcels } from "./sending";
import { Steps } from "./Steps";
import { became, currencyOf, dayOf } from "./words";
import { Withdraw } from "./Withdraw";

/** One claim: where it is, what is in it, what happened, and what she can still do. */
export function ClaimPage({ id }: { id: string }) {
  const { data } = travel.shown.value;
  const claim = data?.claims.find((one) => one.id === id);
  const title = claim ? t("one.title", { visit: shortTitle(claim.visit) }) : t("travel.title");
  return (
    <Page title={title} lead={claim && dayOf(claim.visit.day)} back={home} ready={data !== null}>
      <Shown of={travel} blocks={3}>
        {(now) => (claim ? <Content claim={claim} data={now} /> : <Gone id={id} />)}
      </Shown>
    </Page>
  );
}

function Gone({ id }: { id: string }) {
  const waiting = parcels(unsent.value).some(({ body }) => body.id === id);
  return (
    <Card>
      <h2>{t(waiting ? "sent.kept" : "one.gone")}</h2>
      {!waiting && <p>{t("one.gone.body")}</p>}
      <ButtonLink kind="quiet" href={waiting ? resultPage(id) : home}>
        {t(waiting ? "travel.open" : "visitClaim.toTravel")}
      </ButtonLink>
    </Card>
  );
}

function Content({ claim, data }: { claim: Claim; data: Travel }) {
  const waiting = parcels(unsent.value).some(({ body }) => body.id === claim.id);
  return (
    <>
      <State claim={claim} data={data} waiting={waiting} />
      {claim.can.correct && !waiting && <Answer claim={claim} data={data} />}
      <ClaimLines claim={claim} data={data} />
      {claim.late_reason && <p class={styles.typed}>{t("one.late", { why: claim.late_reason })}</p>}
      <Payments claim={claim} data={data} />
      <Steps claim={claim} />
      {claim.dispute_note && <p class={styles.typed}>{t("one.disputed", { note: claim.dispute_note })}</p>}
      {!claim.mine && <p class={styles.soft}>{t("travel.sentBy", { name: claim.made_by })}</p>}
      <p class={styles.soft}>{t("one.reference", { reference: claim.reference })}</p>
      {!waiting && (
        <div class={styles.steps}>
          {claim.can.dispute && (
            <ButtonLink kind="quiet" wide href={`${claimPage(claim.id)}/dispute`}>
              {t("one.dispute")}
            </ButtonLink>
          )}
          {messages.shown.value.data?.taken && (
            <ButtonLink kind="quiet" wide icon="messages" href={writeAbout({ claim: claim.id })}>
              {t("one.message")}
            </ButtonLink>
          )}
          {claim.can.withdraw && <Withdraw claim={claim} />}
        </div>
      )}
    </>
  );
}

const GREEN: readonly Claim["status"][] = ["approved", "on_its_way", "paid"];

function State({ claim, data, waiting }: { claim: Claim; data: Travel; waiting: boolean }) {
  if (waiting) {
    return (
      <Notice kind="amber">
        <p>{t("state.unsent")}</p>
        <ButtonLink kind="quiet" href={resultPage(claim.id)}>
          {t("travel.open")}
        </ButtonLink>
      </Notice>
    );
  }
  const kind = claim.can.correct ? "amber" : GREEN.includes(claim.status) ? "green" : "info";
  return (
    <Notice kind={kind} icon={ICONS[claim.status]}>
      {became(claim, data).map((sentence) => (
        <p class={styles.typed} key={sentence}>
          {sentence}
        </p>
      ))}
    </Notice>
  );
}

/** Opens what was sent as a draft, or goes on with the answer that is begun. */
function Answer({ claim, data }: { claim: Claim; data: Travel }) {
  const { route } = useLocation();
  const draft = useDraft(claim.id);
  const begun = draft?.round === claim.round + 1;

  async function answer() {
    await recallDrafts();
    const there = draftOf(claim.id);
    route(page(there?.round === claim.round + 1 ? there : keep(draftFrom(claim, data)), "lines"));
  }

  return (
    <Button wide onClick={() => void answer()}>
      {t(begun ? "one.answer.goOn" : "one.answer")}
    </Button>
  );
}

function Payments({ claim, data }: { claim: Claim; data: Travel }) {
  if (!claim.payments.length) return null;
  return (
    <section class={styles.section} aria-labelledby="payments">
      <h2 id="payments">{t("one.payments")}</h2>
      <ul class={styles.cards}>
        {claim.payments.map((payment) => (
          <li key={payment.made_at}>{paymentInWords(payment, money(payment.amount, currencyOf(claim, data)))}</li>
        ))}
      </ul>
    </section>
  );
}

function paymentInWords({ status, expected_on, paid_on, reference }: Claim["payments"][number], sum: string): string {
  if (status === "failed") return t("one.payment.failed", { sum });
  if (status === "on_its_way") return t("one.payment.on_its_way", { sum, day: dayOf(expected_on) });
  const values = { sum, day: dayOf(paid_on ?? expected_on) };
  return reference ? t("one.payment.paid.reference", { ...values, reference }) : t("one.payment.paid", values);
}
