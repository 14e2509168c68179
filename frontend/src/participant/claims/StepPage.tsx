import type { ComponentChildren } from "preact";

import { t } from "../../i18n";
import { Notice } from "../../ui/Notice";
import { Page } from "../app/Page";
import styles from "./Claims.module.css";
import type { Draft } from "./draft";
import { categoryOf, type DraftLine, type Known, type Step } from "./lines";
import { before } from "./path";
import { lineName } from "./words";

/** What every page of a line gets. `fix`: it was opened to change this one answer. */
export type LineProps = { draft: Draft; line: DraftLine; facts: Known; fix: boolean };

type Props = LineProps & { step: Step; title: string; lead?: ComponentChildren; children: ComponentChildren };

/** One question about one line. Above it stands what the line is about. */
export function StepPage({ step, title, lead, children, ...way }: Props) {
  const { draft, line, facts } = way;
  const name = categoryOf(facts.policy, line)?.name ?? "";
  return (
    <Page title={title} lead={lead} back={before(way, step)} above={<p class={styles.above}>{lineName(name, line.care_partner)}</p>}>
      <Refusal draft={draft} line={line.id} />
      {children}
    </Page>
  );
}

/** Why the claim was not taken, where that is about this line, or about no line at all. */
export function Refusal({ draft, line = null }: { draft: Draft; line?: string | null }) {
  const { refused } = draft;
  if (!refused || (line !== null && refused.line !== line)) return null;
  return (
    <Notice kind="red">
      <p>{refused.message || t("sent.why")}</p>
      <p>{t("sent.safe")}</p>
    </Notice>
  );
}

/** What the team asked about a claim that came back. */
export function Question({ draft }: { draft: Draft }) {
  if (!draft.question) return null;
  return (
    <Notice kind="amber" icon="help">
      <p class={styles.strong}>{t("claim.team")}</p>
      <p class={styles.typed}>{draft.question}</p>
    </Notice>
  );
}
