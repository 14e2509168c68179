import type { ComponentChildren } from "preact";

import { t, type TextKey } from "../i18n";
import { ReadTable } from "../parts/ReadTable";
import styles from "../parts/ReadTable.module.css";
import { money } from "../words/money";
import type { Sums } from "./data";

const columns = ["receipt", "mileage", "none", "flat", "total"] as const;
const heads: Record<(typeof columns)[number], TextKey> = {
  receipt: "totals.receipt",
  mileage: "totals.mileage",
  none: "totals.none_needed",
  flat: "totals.flat",
  total: "totals.total",
};

type Props = {
  title: string;
  head: string;
  rows: readonly Sums[];
  nameOf: (row: Sums) => ComponentChildren;
  whole: Sums;
  currency: string;
};

/** Sums by what stands behind them, one row each, and the whole year under them. */
export function SumsTable({ title, head, rows, nameOf, whole, currency }: Props) {
  return (
    <ReadTable title={title}>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {columns.map((key) => (
            <th scope="col" key={key}>
              {t(heads[key])}
            </th>
          ))}
          <th scope="col">{t("totals.payments")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key} name={nameOf(row)} sums={row} currency={currency} />
        ))}
      </tbody>
      <tfoot>
        <Row name={t("totals.whole")} sums={whole} currency={currency} />
      </tfoot>
    </ReadTable>
  );
}

function Row({ name, sums, currency }: { name: ComponentChildren; sums: Sums; currency: string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {columns.map((key) => (
        <td key={key} class={sums[key] === 0 ? styles.nothing : undefined}>
          {money(sums[key], currency)}
        </td>
      ))}
      <td>{sums.payments}</td>
    </tr>
  );
}
