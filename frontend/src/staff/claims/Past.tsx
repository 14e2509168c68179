import { clockIn, dayIn } from "../../i18n/dates";
import { language, t } from "../i18n";
import { Section } from "../parts/Facts";
import { PaymentMark } from "../payments/Marks";
import { shortDay } from "../words/dates";
import { money } from "../words/money";
import styles from "./Claims.module.css";
import type { Claim, ClaimPayment } from "./data";
import { stepWords } from "./words";

/** What happened to a claim, the newest first. */
export function Steps({ claim: { steps, who } }: { claim: Claim }) {
  const zone = who.site.time_zone;
  const told = steps.map((step, place) => ({ step, words: stepWords(step, steps[place - 1]) })).reverse();
  return (
    <Section title={t("claim.steps")}>
      <ol class={styles.steps}>
        {told.map(({ step, words }) => (
          <li key={step.at + step.new}>
            <time dateTime={step.at} class={styles.soft}>
              {shortDay(dayIn(step.at, zone))}, {clockIn(language.value, step.at, zone)}
            </time>
            <div>
              <p>{words}</p>
              {step.note && <p class={styles.quote}>{step.note}</p>}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** The payments of a claim: one, more only where one failed or a dispute brought more. */
export function PaymentsOf({ claim: { payments, currency } }: { claim: Claim }) {
  if (!payments.length) return null;
  return (
    <Section title={t("claim.payments")}>
      <ul class={styles.steps}>
        {payments.map((payment) => (
          <li key={payment.made_at}>
            <PaymentMark status={payment.status} />
            <p>
              <strong>{money(payment.amount, currency)}</strong> {paymentWords(payment)}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function paymentWords({ status, expected_on: expected, paid_on: paid, reference, failed_reason: reason }: ClaimPayment) {
  if (status === "failed") return t("claim.payment.failed", { reason });
  if (status === "paid" && paid) return t("claim.payment.paid", { day: shortDay(paid), reference });
  return t("claim.payment.on_its_way", { day: shortDay(expected) });
}
