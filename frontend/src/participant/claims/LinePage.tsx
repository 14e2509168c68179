import { useLocation } from "preact-iso";

import { type Label, t } from "../../i18n";
import { Button, ButtonLink } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Page } from "../app/Page";
import rows from "../../ui/Rows.module.css";
import styles from "./Claims.module.css";
import { removeLine } from "./draft";
import { asks, categoryOf, isSaid, type Known, type DraftLine, type Step, stepsOf, tenthsOf } from "./lines";
import { distance, money, readNumber } from "./money";
import { page } from "./path";
import { forget } from "../files/held";
import { type LineProps, Question, Refusal } from "./StepPage";
import { dayOf, lineName } from "./words";

/** One line with its answers: each can be changed by itself. */
export function LinePage({ partner, ...way }: LineProps & { partner: boolean }) {
  const { route } = useLocation();
  const { draft, line, facts } = way;
  const category = categoryOf(facts.policy, line);
  const back = page(draft, "lines");

  function remove() {
    removeLine(draft.id, line.id);
    void forget(...line.receipts.filter(({ there }) => !there).map(({ id }) => id));
    route(back, true);
  }

  return (
    <Page title={category ? lineName(category.name, line.care_partner) : t("claim.line.gone")} back={back}>
      <Question draft={draft} />
      <Refusal draft={draft} line={line.id} />
      {category && (
        <ul class={rows.list}>
          {stepsOf(category).filter((step) => step === "receipts" || asks(line, step, facts)).map((step) => (
            <li key={step}>
              <Row {...way} step={step} partner={partner} />
            </li>
          ))}
          <li>
            <Said href={page(draft, "note", line.id)} name={t("claim.line.note")}>
              {line.note.trim() || t("claim.note.none")}
            </Said>
          </li>
        </ul>
      )}
      <div class={styles.steps}>
        <ButtonLink wide href={back}>
          {t("claim.line.done")}
        </ButtonLink>
        <Button kind="plain" icon="trash" wide onClick={remove}>
          {t("claim.line.remove")}
        </Button>
      </div>
    </Page>
  );
}

const names: Record<Step, Label> = {
  ...{ who: "claim.line.who", day: "claim.line.day", amount: "claim.line.amount" },
  ...{ distance: "claim.line.distance", receipts: "claim.line.receipts" },
};

function Row({ draft, line, facts, step, partner }: LineProps & { step: Step; partner: boolean }) {
  const open = asks(line, step, facts) && !isSaid(line, step, facts);
  return (
    <Said href={`${page(draft, step, line.id)}?fix=1`} name={t(names[step])} open={open}>
      {answerOf(step, line, facts, partner) ?? t("claim.line.notSaid")}
    </Said>
  );
}

function answerOf(step: Step, line: DraftLine, { policy, usual }: Known, partner: boolean): string | null {
  switch (step) {
    case "who":
      if (line.care_partner === null) return null;
      if (partner) return t(line.care_partner ? "claim.who.companion" : "claim.who.participant");
      return t(line.care_partner ? "claim.who.with" : "claim.who.me");
    case "day":
      return line.spent_on && dayOf(line.spent_on);
    case "amount": {
      const { value } = readNumber(line.amount, policy.digits);
      return value === undefined ? line.amount || null : money(value, policy);
    }
    case "distance": {
      const tenths = tenthsOf(line, usual);
      return tenths === null ? null : distance(tenths, policy.unit);
    }
    case "receipts":
      return receiptsInWords(line);
  }
}

/** "2 receipts", "No receipt: the machine gave none" */
export function receiptsInWords({ receipts, receipt_lost: lost }: DraftLine): string {
  if (receipts.length) return t("claim.line.receipts.n", { n: receipts.length });
  return lost ? t("claim.line.receipts.lost", { why: lost }) : t("claim.line.receipts.none");
}

function Said({ href, name, open = false, children }: { href: string; name: string; open?: boolean; children: string }) {
  return (
    <a class={rows.row} href={href}>
      <span class={rows.words}>
        <span class={styles.soft}>{name}</span>
        <span class={open ? styles.amber : styles.typed}>{children}</span>
      </span>
      <Icon name="edit" size={20} />
    </a>
  );
}
