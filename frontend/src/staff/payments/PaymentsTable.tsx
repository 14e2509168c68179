import { Button } from "../../ui/Button";
import { claimPath } from "../claims/data";
import { t } from "../i18n";
import { Mark } from "../parts/Mark";
import table from "../parts/Table.module.css";
import { can } from "../session/session";
import { shortDay } from "../words/dates";
import { money } from "../words/money";
import type { Batch, Payment } from "./data";
import { FailForm } from "./FailForm";
import { PaymentMark } from "./Marks";
import styles from "./Payments.module.css";
import { waitingOf } from "./settling";
import { Tick } from "./Tick";

type Props = {
  batch: Batch;
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
  /** Of which payment the form is open in which one says that it failed. */
  failing: string | null;
  onFailing: (id: string) => void;
  onShut: () => void;
  pays: boolean;
};

/** The payments of a batch: to whom, for which claim, how much, and what became of each. */
export function PaymentsTable({ batch, chosen, onChoose, failing, onFailing, onShut, pays }: Props) {
  const waiting = waitingOf(batch);
  const choosing = pays && waiting.length > 1;
  const n = waiting.filter(({ id }) => chosen.has(id)).length;
  const toggle = (id: string, on: boolean) => {
    const others = [...chosen].filter((one) => one !== id);
    onChoose(new Set(on ? [...others, id] : others));
  };
  return (
    <table class={styles.payments}>
      <caption class="visually-hidden">{t("batch.payments")}</caption>
      <thead>
        <tr>
          {choosing && (
            <th scope="col" class={styles.pick}>
              <Tick
                label={t("batch.choose_all")}
                on={n === waiting.length}
                some={n > 0 && n < waiting.length}
                onChange={(on) => onChoose(new Set(on ? waiting.map(({ id }) => id) : []))}
              />
            </th>
          )}
          <th scope="col">{t("batch.column.person")}</th>
          <th scope="col">{t("batch.column.claim")}</th>
          <th scope="col" class={styles.sum}>
            {t("batch.column.amount")}
          </th>
          <th scope="col">{t("batch.column.status")}</th>
        </tr>
      </thead>
      <tbody>
        {batch.rows.map((row) => (
          <Line
            key={row.id}
            batch={batch}
            row={row}
            choosing={choosing}
            on={chosen.has(row.id)}
            onChoose={(on) => toggle(row.id, on)}
            failing={failing === row.id}
            onFailing={pays && failing === null ? onFailing : undefined}
            onShut={onShut}
          />
        ))}
      </tbody>
    </table>
  );
}

type LineProps = {
  batch: Batch;
  row: Payment;
  choosing: boolean;
  on: boolean;
  onChoose: (on: boolean) => void;
  failing: boolean;
  onFailing?: (id: string) => void;
  onShut: () => void;
};

/** One payment, and under it the form in which one says that it failed. */
function Line({ batch, row, choosing, on, onChoose, failing, onFailing, onShut }: LineProps) {
  return (
    <>
      <tr>
        {choosing && (
          <td class={styles.pick}>
            {row.status === "on_its_way" && !row.own && (
              <Tick
                label={t("batch.choose", { name: row.who.name, reference: row.reference })}
                on={on}
                onChange={onChoose}
              />
            )}
          </td>
        )}
        <Cells row={row} />
        <td>
          <Became row={row} onFailing={onFailing} />
        </td>
      </tr>
      {failing && (
        <tr>
          <td colSpan={choosing ? 5 : 4}>
            <FailForm batchId={batch.id} payment={row} onClose={onShut} />
          </td>
        </tr>
      )}
    </>
  );
}

function Cells({ row }: { row: Payment }) {
  const { who } = row;
  return (
    <>
      <th scope="row">
        {can("participants.read") ? <a href={`/staff/participants/${who.participant_id}`}>{who.code}</a> : who.code}{" "}
        {who.name}
      </th>
      <td>
        <a class={table.nowrap} href={claimPath(row.claim_id)}>
          {row.reference}
        </a>
      </td>
      <td class={styles.sum}>{money(row.amount, row.currency)}</td>
    </>
  );
}

/** Where it stands, with day and reference or reason, and the way to say that it did not arrive. */
function Became({ row, onFailing }: { row: Payment; onFailing?: (id: string) => void }) {
  const { status, paid_on, paid_reference, failed_reason } = row;
  return (
    <div class={styles.became}>
      <PaymentMark status={status} />
      {status === "paid" && paid_on && (
        <span class={styles.soft}>{t("batch.paid_on", { day: shortDay(paid_on), reference: paid_reference })}</span>
      )}
      {status === "failed" && <span class={styles.words}>{failed_reason}</span>}
      {row.own && status !== "failed" && (
        <Mark icon="lock" tone="soft">
          {t("batch.own")}
        </Mark>
      )}
      {onFailing && !row.own && status !== "failed" && (
        <Button kind="plain" onClick={() => onFailing(row.id)}>
          {t("failing.open")}
          <span class="visually-hidden">: {t("failing.of", { reference: row.reference, name: row.who.name })}</span>
        </Button>
      )}
    </div>
  );
}
