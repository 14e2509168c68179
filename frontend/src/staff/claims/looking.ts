/** Which picture of which receipt is looked at, and how: pure. */
import { t } from "../i18n";
import { shortDay } from "../words/dates";
import type { Claim, Receipt } from "./data";

/** A receipt with the words for the line that it belongs to. */
export type Shot = { receipt: Receipt; line: string };
/** The receipt by its place among all, and its page from 1. */
export type Place = { at: number; page: number };

/** All receipts of a claim: those of its lines in their order, then those of rounds before. */
export function shotsOf(claim: Claim): Shot[] {
  return [
    ...claim.lines.flatMap(({ receipts, category_name: name, spent_on: day }) =>
      receipts.map((receipt) => ({ receipt, line: `${name}, ${shortDay(day)}` })),
    ),
    ...claim.earlier_receipts.map((receipt) => ({ receipt, line: t("receipts.earlier.label") })),
  ];
}

/** The next picture or the one before: page by page, then the next receipt. At the end it stays. */
export function walked(shots: readonly Shot[], { at, page }: Place, by: 1 | -1): Place {
  const pages = shots[at]?.receipt.pages ?? 1;
  if (page + by >= 1 && page + by <= pages) return { at, page: page + by };
  const next = shots[at + by];
  if (!next) return { at, page };
  return { at: at + by, page: by > 0 ? 1 : next.receipt.pages };
}

/** How large: 1 shows the whole picture. `quarters`: how often it was turned to the right. */
export type View = { zoom: number; quarters: number };
export const whole: View = { zoom: 1, quarters: 0 };

const zooms = [1, 1.5, 2, 3, 4, 6] as const;
export const largest = zooms[zooms.length - 1] ?? 1;

export const larger = (view: View): View => ({ ...view, zoom: zooms.find((one) => one > view.zoom) ?? view.zoom });
export const smaller = (view: View): View => ({
  ...view,
  zoom: zooms.findLast((one) => one < view.zoom) ?? view.zoom,
});
export const fitted = (view: View): View => ({ ...view, zoom: 1 });
export const leftwards = (view: View): View => ({ ...view, quarters: (view.quarters + 3) % 4 });
export const rightwards = (view: View): View => ({ ...view, quarters: (view.quarters + 1) % 4 });
