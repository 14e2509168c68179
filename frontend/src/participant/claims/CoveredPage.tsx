import type { Travel, TravelCategory, TravelPolicy } from "../../api";
import { t } from "../../i18n";
import { ButtonLink } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { siteToday } from "../symptoms/due";
import rows from "../../ui/Rows.module.css";
import styles from "./Claims.module.css";
import { travel } from "./data";
import { distance, money, rateInWords, roundMoney } from "./money";
import { home } from "./path";
import { mileage, rateOn } from "./policy";
import { capsInWords, dayOf, paymentDays } from "./words";

/** Before the trip: what is paid, up to how much, with which receipts, until when, and how it comes. */
export function CoveredPage() {
  const { data } = travel.shown.value;
  return (
    <Page title={t("covered.title")} lead={data?.policy?.covered} back={home} ready={data !== null}>
      <Shown of={travel}>{(found) => (found.policy ? <Content data={found} policy={found.policy} /> : <p>{t("travel.none.body")}</p>)}</Shown>
    </Page>
  );
}

function Content({ data, policy }: { data: Travel; policy: TravelPolicy }) {
  const all = capsInWords(policy.caps, policy);
  return (
    <>
      <section class={styles.section} aria-labelledby="up-to">
        <h2 id="up-to">{t("covered.upTo")}</h2>
        <ul class={rows.list}>
          {policy.categories.map((category) => (
            <li class={rows.row} key={category.key}>
              <Category category={category} policy={policy} />
            </li>
          ))}
          {all && (
            <li class={rows.row}>
              <span class={rows.words}>
                <span class={styles.strong}>{t("covered.all")}</span>
                <span>{t("covered.caps", { caps: all })}</span>
              </span>
            </li>
          )}
        </ul>
      </section>
      <Distance data={data} policy={policy} />
      <section class={styles.section} aria-labelledby="until">
        <h2 id="until">{t("covered.deadline")}</h2>
        <p>{t("covered.deadline.body", { n: policy.claim_within })}</p>
        {data.consented_on && data.consented_on <= siteToday() && <p>{t("covered.since", { day: dayOf(data.consented_on) })}</p>}
      </section>
      <section class={styles.section} aria-labelledby="how">
        <h2 id="how">{t("covered.how")}</h2>
        <p>{policy.paid_how}</p>
        <p>{t("covered.when", { days: paymentDays(policy), n: policy.pay_after })}</p>
      </section>
    </>
  );
}

function Category({ category, policy }: { category: TravelCategory; policy: TravelPolicy }) {
  const { name, explain, care_partner } = category;
  return (
    <span class={rows.words}>
      <span class={styles.strong}>{name}</span>
      {explain && <span class={styles.soft}>{explain}</span>}
      <span>{rulesOf(category, policy).join(" ")}</span>
      {care_partner && <span>{t("covered.partner")}</span>}
    </span>
  );
}

function rulesOf({ kind, amount, caps, receipt_from }: TravelCategory, policy: TravelPolicy): string[] {
  const most = capsInWords(caps, policy);
  const upTo = most ? t("covered.caps", { caps: most }) : t("covered.noCap");
  if (kind === "flat") return [t("covered.flat", { sum: money(amount ?? 0, policy) })];
  if (kind === "mileage") {
    const rate = rateOn(policy, siteToday());
    const each = rate === null ? [] : [t("covered.rate", { rate: rateInWords(rate, policy), unit: t(`unit.${policy.unit}`) })];
    return [...each, ...(most ? [upTo] : [])];
  }
  if (receipt_from === null) return [upTo, t("covered.receipt.never")];
  const always = receipt_from <= 1;
  return [upTo, always ? t("covered.receipt.always") : t("covered.receipt.from", { sum: roundMoney(receipt_from, policy) })];
}

function Distance({ data, policy }: { data: Travel; policy: TravelPolicy }) {
  if (!policy.categories.some(({ kind }) => kind === "mileage")) return null;
  const rate = rateOn(policy, siteToday());
  const sum = data.distance === null ? 0 : mileage(rate ?? "0", 2 * data.distance, policy.digits);
  return (
    <Card aria-labelledby="distance">
      <h2 id="distance">{t("covered.distance")}</h2>
      <p>
        {data.distance === null
          ? t("covered.distance.unknown")
          : t("covered.distance.known", { distance: distance(data.distance, policy.unit), sum: money(sum, policy) })}
      </p>
      <ButtonLink kind="quiet" icon="edit" href="/travel/distance">
        {t(data.distance === null ? "covered.distance.say" : "covered.distance.change")}
      </ButtonLink>
    </Card>
  );
}
