import type { FieldProblem, Problem } from "../../data/problem";
import type { ParticipantStatus } from "../../data/types";
import { t } from "../../i18n";
import type { Approval } from "../data";

export type ApprovalValues = {
  approvedOn: string;
  reference: string;
  validFrom: string;
  validUntil: string;
  again: readonly ParticipantStatus[];
  againBy: string;
  wait: boolean | null;
};

/** Those who take part: nobody else can be asked to sign again. */
export const takingPart: readonly ParticipantStatus[] = ["invited", "screening", "enrolled"];

export const empty: ApprovalValues = {
  approvedOn: "",
  reference: "",
  validFrom: "",
  validUntil: "",
  again: [],
  againBy: "",
  wait: null,
};

/** What is missing. By when, and whether visits wait, is asked only where somebody signs again. */
export function approvalProblem(values: ApprovalValues): Problem | null {
  const fields: FieldProblem[] = [];
  const need = (field: string, present: boolean, message: string) => {
    if (!present) fields.push({ field, message });
  };
  need("approved_on", values.approvedOn !== "", t("approve.missing.approved_on"));
  need("approval_reference", values.reference.trim() !== "", t("approve.missing.reference"));
  need("valid_from", values.validFrom !== "", t("approve.missing.valid_from"));
  if (values.again.length) {
    need("sign_again_by", values.againBy !== "", t("approve.missing.again_by"));
    need("visits_wait", values.wait !== null, t("approve.missing.wait"));
  }
  return fields.length ? { code: "invalid", status: 422, title: "", detail: "", fields } : null;
}

export function toApproval(values: ApprovalValues): Approval {
  const again = values.again.length > 0;
  return {
    approved_on: values.approvedOn,
    approval_reference: values.reference.trim(),
    valid_from: values.validFrom,
    valid_until: values.validUntil || null,
    sign_again: [...values.again],
    sign_again_by: again ? values.againBy : null,
    visits_wait: again && values.wait === true,
  };
}
