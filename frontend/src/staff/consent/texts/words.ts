import { t } from "../../i18n";
import type { VersionRow } from "../data";
import { listWords } from "../words";
import { shortDay } from "../../words/dates";

/** Who signs again by when: "Screening and Enrolled, by Tue 3 Mar" */
export function againWords(row: VersionRow): string {
  if (!row.sign_again.length) return t("text.again.nobody");
  const who = listWords(row.sign_again.map((status) => t(`status.${status}`)));
  return row.sign_again_by ? t("text.again.by", { who, day: shortDay(row.sign_again_by) }) : who;
}

export const dayOr = (day: string | null, otherwise: string) => (day ? shortDay(day) : otherwise);
