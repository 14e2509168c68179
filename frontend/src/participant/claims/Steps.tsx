import type { Claim } from "../../api";
import { t } from "../../i18n";
import { Icon } from "../../ui/Icon";
import { ICONS } from "./cards";
import styles from "./Claims.module.css";
import { dayOfMoment } from "./words";

/** What happened to a claim, the oldest first, each with its day. */
export function Steps({ claim }: { claim: Claim }) {
  return (
    <section class={styles.section} aria-labelledby="steps">
      <h2 id="steps">{t("one.steps")}</h2>
      <ol class={styles.history}>
        {claim.steps.map((step, at) => (
          <li key={step.at + step.new}>
            <Icon name={ICONS[step.new]} />
            <div>
              <p>{stepInWords(claim.steps, at)}</p>
              <p class={styles.soft}>{dayOfMoment(step.at)}</p>
              {step.note && <p class={styles.typed}>{step.note}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function stepInWords(steps: Claim["steps"], at: number): string {
  const step = steps[at];
  const before = steps[at - 1]?.new;
  if (!step) return "";
  switch (step.new) {
    case "sent":
      return t(step.by_team ? "step.released" : at > 0 ? "step.sentAgain" : "step.sent");
    case "approved":
      return before === "paid" || before === "on_its_way" ? t("step.approved.failed") : t("step.approved", { name: step.by });
    case "checking":
    case "second_look":
      return t("step.checking", { name: step.by });
    case "returned":
    case "declined":
    case "disputed":
    case "withdrawn":
      return t(`step.${step.new}`, { name: step.by });
    case "on_its_way":
    case "paid":
      return t(`step.${step.new}`);
  }
}
