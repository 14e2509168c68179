import { type FieldProblem, type Problem } from "../data/problem";
import { t } from "../i18n";
import type { Identity, SignerRole } from "./data";

export type CountersignValues = { identity: Identity | ""; note: string; name: string };

export const identities: readonly Identity[] = ["known", "photo_id", "photo_id_video", "other"];

/** What is missing before a code is sent. Who led the discussion says how identity was checked. */
export function countersignProblem(role: SignerRole, values: CountersignValues): Problem | null {
  const fields: FieldProblem[] = [];
  if (role === "discussion_leader" && !values.identity) {
    fields.push({ field: "identity", message: t("sign.missing.identity") });
  }
  if (values.identity === "other" && !values.note.trim()) {
    fields.push({ field: "identity_note", message: t("sign.missing.note") });
  }
  if (!values.name.trim()) fields.push({ field: "name", message: t("sign.missing.name") });
  return fields.length ? { code: "invalid", status: 422, title: "", detail: "", fields } : null;
}
