import type { FieldProblem, Problem } from "../data/problem";
import { t } from "../i18n";
import type { FactValues } from "./facts";

/** What is plainly missing, said before the form is sent. The server judges the rest. */
export function missingFacts(typed: FactValues, site: string): Problem | null {
  const fields: FieldProblem[] = [];
  const need = (field: string, present: boolean, message: string) => {
    if (!present) fields.push({ field, message });
  };
  need("site_id", site !== "", t("add.missing.site"));
  need("code", typed.code.trim() !== "", t("add.missing.code"));
  need("name", typed.name.trim() !== "", t("add.missing.name"));
  need("email", typed.email.trim() === "" || typed.email.includes("@"), t("add.missing.email"));
  return fields.length ? { code: "invalid", status: 422, title: "", detail: "", fields } : null;
}
