import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import styles from "./Claims.module.css";
import { changeLine } from "./draft";
import { categoryOf, type Known } from "./lines";
import { money, readNumber } from "./money";
import { after } from "./path";
import { type LineProps, StepPage } from "./StepPage";
import { capsInWords } from "./words";

/** What was paid, as on the receipt. */
export function AmountPage(way: LineProps) {
  const { route } = useLocation();
  const { draft, line, facts } = way;
  const [tried, setTried] = useState(false);
  const fault = amountFault(line.amount, facts);
  const category = categoryOf(facts.policy, line);
  const most = category && capsInWords(category.caps, facts.policy);

  function go(event: Event) {
    event.preventDefault();
    setTried(true);
    if (fault) document.getElementById("amount")?.focus();
    else route(after(way, "amount"));
  }

  return (
    <StepPage {...way} step="amount" title={t("claim.amount")} lead={most && t("claim.upTo", { caps: most })}>
      <form class={styles.form} onSubmit={go} noValidate>
        <TextField
          id="amount"
          label={t("claim.amount.label", { currency: facts.policy.currency })}
          hint={t("claim.amount.hint")}
          error={tried && fault ? fault : undefined}
          inputMode="decimal"
          autoComplete="off"
          value={line.amount}
          onInput={(event) => changeLine(draft.id, line.id, { amount: event.currentTarget.value })}
        />
        <Button type="submit" wide>
          {t("claim.next")}
        </Button>
      </form>
    </StepPage>
  );
}

/** What is wrong with an amount as it was typed; null where nothing is. */
export function amountFault(typed: string, { policy }: Pick<Known, "policy">): string | null {
  const { digits, most_a_line } = policy;
  const { value, wrong } = readNumber(typed, digits);
  if (value !== undefined) return value > most_a_line ? t("claim.amount.big", { most: money(most_a_line, policy) }) : null;
  if (wrong === "digits") return digits ? t("claim.amount.digits", { n: digits }) : t("claim.amount.whole");
  return t(`claim.amount.${wrong}`);
}
