import { t } from "../i18n";
import type { Shot } from "../parts/viewer/looking";
import { shortDay } from "../words/dates";
import { type Claim, filePath, picturePath, type Receipt } from "./data";

const shot = ({ id, pages }: Receipt, about: string): Shot => ({
  id,
  pages,
  about,
  picture: (page) => picturePath(id, page),
  file: filePath(id),
});

/** All receipts of a claim: those of its lines in their order, then those of rounds before. */
export function shotsOf(claim: Claim): Shot[] {
  return [
    ...claim.lines.flatMap(({ receipts, category_name: name, spent_on: day }) =>
      receipts.map((receipt) => shot(receipt, `${name}, ${shortDay(day)}`)),
    ),
    ...claim.earlier_receipts.map((receipt) => shot(receipt, t("receipts.earlier.label"))),
  ];
}
