import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { t } from "../../i18n";
import { Button, ButtonLink } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Notice } from "../../ui/Notice";
import { Page } from "../app/Page";
import { Confirm } from "../more/Confirm";
import { shortTitle } from "../visit/words";
import rows from "../../ui/Rows.module.css";
import styles from "./Claims.module.css";
import { type Draft, drop } from "./draft";
import { categoryOf, type DraftLine, type Known, openStep } from "./lines";
import { LinePrice } from "./LinePrice";
import { home, page } from "./path";
import { receiptsInWords } from "./LinePage";
import { forget } from "../files/held";
import { Question, Refusal } from "./StepPage";
import { money } from "./money";
import type { Summed, Sums } from "./sums";
import { dayOf, lineName } from "./words";

type Props = { draft: Draft; facts: Known; sums: Sums; late: boolean };

/** Everything in the claim: to be changed, removed, added to. */
export function LinesPage({ draft, facts, sums, late }: Props) {
  const { route } = useLocation();
  const [stopped, setStopped] = useState(false);
  const open = draft.lines.find((line) => openStep(line, facts) !== null);
  const next = page(draft, late && !draft.late_reason.trim() ? "late" : "review");

  function go() {
    if (open) setStopped(true);
    else route(next);
  }

  return (
    <Page title={t("claim.lines", { visit: shortTitle(draft.visit) })} back={home}>
      <Question draft={draft} />
      <Refusal draft={draft} />
      {draft.lines.length ? (
        <ul class={rows.list}>
          {draft.lines.map((line) => (
            <li key={line.id}>
              <Row draft={draft} line={line} facts={facts} priced={sums.lines.find((one) => one.line.id === line.id)} />
            </li>
          ))}
        </ul>
      ) : (
        <p>{t("claim.lines.empty")}</p>
      )}
      {sums.lines.length > 1 && (
        <p class={`${styles.priced} ${styles.total}`}>
          <span>{t("claim.lines.total")}</span>
          <span class={styles.sum}>{money(sums.asked, facts.policy)}</span>
        </p>
      )}
      {stopped && open && (
        <Notice kind="red" role="alert">
          <p>{t("claim.lines.finish")}</p>
        </Notice>
      )}
      <div class={styles.steps}>
        {draft.lines.length > 0 && (
          <Button wide onClick={go}>
            {t("claim.lines.go")}
          </Button>
        )}
        <ButtonLink wide kind={draft.lines.length ? "quiet" : "primary"} icon="plus" href={page(draft, "kind")}>
          {t(draft.lines.length ? "claim.lines.add" : "claim.lines.addFirst")}
        </ButtonLink>
        <Discard draft={draft} />
      </div>
    </Page>
  );
}

type RowProps = { draft: Draft; line: DraftLine; facts: Known; priced: Summed | undefined };

function Row({ draft, line, facts, priced }: RowProps) {
  const open = openStep(line, facts);
  const category = categoryOf(facts.policy, line);
  const name = lineName(category?.name ?? line.category, line.care_partner);
  const said = [line.spent_on && dayOf(line.spent_on), category?.kind === "receipt" && receiptsInWords(line)];
  const to = open && open !== "gone" ? page(draft, open, line.id) : page(draft, "line", line.id);
  return (
    <a class={rows.row} href={to}>
      <span class={rows.words}>
        <LinePrice name={name} priced={priced} policy={facts.policy} />
        <span class={styles.soft}>{said.filter(Boolean).join(" · ")}</span>
        {open && <span class={styles.amber}>{t(open === "gone" ? "claim.line.gone" : "claim.line.open")}</span>}
      </span>
      <Icon name={open ? "chevron" : "edit"} size={20} />
    </a>
  );
}

function Discard({ draft }: { draft: Draft }) {
  const { route } = useLocation();
  const [asking, setAsking] = useState(false);
  const again = draft.round > 1;

  async function discard() {
    route(home, true);
    drop(draft.id);
    await forget(...draft.lines.flatMap(({ receipts }) => receipts).filter(({ there }) => !there).map(({ id }) => id));
  }

  return (
    <>
      <Button kind="plain" icon="trash" wide onClick={() => setAsking(true)}>
        {t(again ? "claim.discard.changes" : "claim.discard")}
      </Button>
      <Confirm
        open={asking}
        title={t(again ? "claim.discard.changes.title" : "claim.discard.title")}
        body={t(again ? "claim.discard.body.returned" : "claim.discard.body")}
        action={t("claim.discard.do")}
        cancel={t("claim.keep")}
        onConfirm={discard}
        onCancel={() => setAsking(false)}
      />
    </>
  );
}
