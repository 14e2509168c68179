import { t } from "../i18n";
import { Fact, Facts } from "../parts/Facts";
import table from "../parts/Table.module.css";
import { length } from "../words/dates";
import { money } from "../words/money";
import { Plain } from "./StudyTables";
import { capsWords, paidWords, payDays, receiptWords, sinceWords, type Policy } from "./travel";

/** What the study pays of a trip, by when, and who decides: as its file says it. */
export function TravelMoney({ travel }: { travel: Policy }) {
  return (
    <>
      <Rules travel={travel} />
      <Categories travel={travel} />
    </>
  );
}

function Rules({ travel }: { travel: Policy }) {
  const sum = (minor: number) => money(minor, travel.currency);
  const above = travel.two_people_above;
  return (
    <Facts>
      <Fact name={t("policy.covered")}>
        <div>{travel.covered}</div>
        <div>{travel.paid_how}</div>
      </Fact>
      <Fact name={t("policy.visits")}>{travel.visits.join(", ")}</Fact>
      <Fact name={t("policy.everything")}>{capsWords(travel.caps, travel)}</Fact>
      <Fact name={t("policy.deadline")}>{t("policy.deadline.value", { n: travel.claim_within })}</Fact>
      <Fact name={t("policy.checked")}>{t("policy.checked.value", { length: length(travel.check_within) })}</Fact>
      <Fact name={t("policy.payment")}>
        {t("policy.payment.value", { n: travel.pay_after, days: payDays(travel.payment_days) })}
      </Fact>
      <Fact name={t("policy.two")}>
        {above === null ? t("policy.two.never") : t("policy.two.above", { sum: sum(above) })}
      </Fact>
      {travel.rates.length > 0 && (
        <Fact name={t("policy.rates")}>
          {travel.rates.map(({ since, rate }) => (
            <div key={since}>
              {t(`policy.rate.${travel.unit}`, { rate, currency: travel.currency, day: sinceWords(since) })}
            </div>
          ))}
        </Fact>
      )}
      {travel.reportable.length > 0 && (
        <Fact name={t("policy.told")}>
          {travel.reportable.map(({ since, amount }) => (
            <div key={since}>{t("policy.told.value", { sum: sum(amount), day: sinceWords(since) })}</div>
          ))}
        </Fact>
      )}
    </Facts>
  );
}

function Categories({ travel }: { travel: Policy }) {
  return (
    <Plain caption={t("policy.title")} heads={["policy.category", "policy.pays", "policy.receipt", "policy.limit"]}>
      {travel.categories.map((category) => (
        <tr key={category.key}>
          <th scope="row">
            {category.name}
            {category.care_partner && <div class={table.second}>{t("policy.partner")}</div>}
          </th>
          <td>{paidWords(category, travel)}</td>
          <td>{receiptWords(category, travel)}</td>
          <td>{capsWords(category.caps, travel)}</td>
        </tr>
      ))}
    </Plain>
  );
}
