import { useState } from "preact/hooks";

import { type Problem, toProblem } from "../data/problem";
import { changed } from "../data/useLoad";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { useKeys } from "../shell/keys";
import { queue, type Row } from "./data";
import { focusedRow } from "./focus";
import { whatOf } from "./kinds";

export type Asking = { act: "hand" | "snooze"; row: Row };

export type Acts = {
  problem: Problem | null;
  /** What a dialog is open for. */
  asking: Asking | null;
  ask: (asking: Asking | null) => void;
  take: (row: Row) => void;
  snooze: (row: Row) => void;
};

/** What is done with a row by its buttons and by the keys t, h and s; only one thing at a time. */
export function useActs(rows: readonly Row[]): Acts {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asking, ask] = useState<Asking | null>(null);
  const [busy, setBusy] = useState(false);

  async function run(send: () => Promise<unknown>, done: string) {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await send();
      announce(done);
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      await changed();
      setBusy(false);
    }
  }

  const take = (row: Row) => {
    const what = whatOf(row);
    if (row.mine) return void run(() => queue.release(row), t("queue.released", { what }));
    return void run(() => queue.take(row), t("queue.taken", { what }));
  };
  const snooze = (row: Row) => {
    if (!row.snoozed_until) return ask({ act: "snooze", row });
    return void run(() => queue.snooze(row, null), t("queue.woken", { what: whatOf(row) }));
  };

  const onRow = (act: (row: Row) => void) => () => {
    const row = focusedRow(rows);
    if (!row) return announce(t("queue.choose_row"));
    if (!row.may_act) return announce(t("queue.not_yours"));
    return act(row);
  };
  useKeys([
    { key: "t", label: "keys.take", run: onRow(take) },
    { key: "h", label: "keys.hand", run: onRow((row) => ask({ act: "hand", row })) },
    { key: "s", label: "keys.snooze", run: onRow(snooze) },
  ]);

  return {
    problem,
    asking,
    ask: (next) => {
      setProblem(null);
      ask(next);
    },
    take,
    snooze,
  };
}
