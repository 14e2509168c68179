import { t } from "../i18n";
import { can } from "../session/session";
import { shortDay, today } from "../words/dates";
import type { Batch, BatchRow } from "./data";

/** Whether money should have gone out by now, and nobody has said that it did. */
export const isDue = ({ on_its_way, expected_on }: BatchRow) => on_its_way > 0 && expected_on < today();

/** Where a batch stands and who acts next, in sentences. */
export function nextWords(batch: Batch): string {
  const { on_its_way: waiting, paid, failed, expected_on } = batch;
  const said: string[] = [];
  if (waiting) said.push(t(can("claims.pay") ? "batch.next.on_its_way.me" : "batch.next.on_its_way", { n: waiting }));
  if (isDue(batch)) said.push(t("batch.next.due", { day: shortDay(expected_on) }));
  if (paid) said.push(t(waiting || failed ? "batch.next.settled" : "batch.next.paid", { n: paid }));
  if (failed) said.push(t("batch.next.failed", { n: failed }));
  return said.join(" ");
}
