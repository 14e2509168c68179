import { t } from "../../i18n";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/Icon";
import { Notice } from "../../ui/Notice";
import { Page } from "../app/Page";
import { shortTitle } from "../visit/words";
import rows from "../../ui/Rows.module.css";
import styles from "./Claims.module.css";
import type { Draft } from "./draft";
import { LinePrice } from "./LinePrice";
import { categoryOf, type Known } from "./lines";
import { money } from "./money";
import { page } from "./path";
import { SendButton } from "./SendButton";
import { Question } from "./StepPage";
import { cutsOf, type Sums } from "./sums";
import { dayOf, lineName, overInWords, paymentDays } from "./words";

type Props = { draft: Draft; facts: Known; sums: Sums; late: boolean };

/** What is asked, what the study pays of it and why, before it is sent. */
export function ReviewPage({ draft, facts, sums, late }: Props) {
  const { policy } = facts;
  const cuts = cutsOf(sums);
  return (
    <Page
      title={t("claim.review")}
      above={<p class={styles.above}>{shortTitle(draft.visit)}</p>}
      back={page(draft, late ? "late" : "lines")}
    >
      <Question draft={draft} />
      <ul class={rows.list}>
        {sums.lines.map((priced) => (
          <li key={priced.line.id}>
            <a class={rows.row} href={page(draft, "line", priced.line.id)}>
              <span class={rows.words}>
                <LinePrice name={nameOf(priced.line, facts)} priced={priced} policy={policy} />
                <span class={styles.soft}>{dayOf(priced.line.spent_on ?? "")}</span>
              </span>
              <Icon name="edit" size={20} />
            </a>
          </li>
        ))}
      </ul>
      <Card>
        <dl class={styles.facts}>
          <div>
            <dt>{t("claim.review.asked")}</dt>
            <dd class={styles.sum}>{money(sums.asked, policy)}</dd>
          </div>
          <div class={styles.total}>
            <dt>{t("claim.review.pays")}</dt>
            <dd class={styles.big}>{money(sums.allowed, policy)}</dd>
          </div>
        </dl>
        <p class={styles.soft}>{t("claim.review.pays.lead")}</p>
      </Card>
      {cuts.length > 0 && (
        <Notice kind="amber" icon="info">
          <p class={styles.strong}>{t("claim.review.over")}</p>
          {cuts.map(({ cut, over, line }) => (
            <p key={line.id}>{overInWords({ cut, over, name: nameOf(line, facts) }, policy)}</p>
          ))}
        </Notice>
      )}
      {late && draft.late_reason && (
        <p>
          <span class={styles.strong}>{t("claim.review.late")}:</span> <span class={styles.typed}>{draft.late_reason}</span>
        </p>
      )}
      <p class={styles.soft}>{t("claim.review.after", { days: paymentDays(policy) })}</p>
      <SendButton draft={draft} facts={facts} late={late} />
    </Page>
  );
}

const nameOf = (line: Sums["lines"][number]["line"], { policy }: Known) =>
  lineName(categoryOf(policy, line)?.name ?? line.category, line.care_partner);
