import { TextField } from "../../../ui/Field";
import { at, type Problem } from "../../data/problem";
import type { ParticipantStatus } from "../../data/types";
import { t } from "../../i18n";
import { Choices } from "../../parts/Choices";
import { Row } from "../../parts/Facts";
import { type ApprovalValues, takingPart } from "./approval";

/** The ids of the fields, by the names that the server gives them. */
export const approvalIds = {
  approved_on: "approve-on",
  approval_reference: "approve-reference",
  valid_from: "approve-from",
  valid_until: "approve-until",
  sign_again: "approve-again",
  sign_again_by: "approve-by",
  visits_wait: "approve-wait",
};

type Props = { values: ApprovalValues; problem: Problem | null; onChange: (change: Partial<ApprovalValues>) => void };

export function ApprovalFields({ values, problem, onChange }: Props) {
  return (
    <>
      <Row>
        <TextField
          id={approvalIds.approved_on}
          label={t("approve.approved_on")}
          type="date"
          error={at(problem, "approved_on")}
          value={values.approvedOn}
          onInput={(event) => onChange({ approvedOn: event.currentTarget.value })}
        />
        <TextField
          id={approvalIds.approval_reference}
          label={t("approve.reference")}
          hint={t("approve.reference.hint")}
          error={at(problem, "approval_reference")}
          maxLength={200}
          value={values.reference}
          onInput={(event) => onChange({ reference: event.currentTarget.value })}
        />
      </Row>
      <Row>
        <TextField
          id={approvalIds.valid_from}
          label={t("approve.valid_from")}
          type="date"
          error={at(problem, "valid_from")}
          value={values.validFrom}
          onInput={(event) => onChange({ validFrom: event.currentTarget.value })}
        />
        <TextField
          id={approvalIds.valid_until}
          label={t("approve.valid_until")}
          hint={t("approve.valid_until.hint")}
          type="date"
          error={at(problem, "valid_until")}
          value={values.validUntil}
          onInput={(event) => onChange({ validUntil: event.currentTarget.value })}
        />
      </Row>
      <Again values={values} problem={problem} onChange={onChange} />
    </>
  );
}

/** Who signs again, by when, and what visits do meanwhile. */
function Again({ values, problem, onChange }: Props) {
  return (
    <>
      <Choices
        several
        id={approvalIds.sign_again}
        label={t("approve.again")}
        hint={t("approve.again.hint")}
        error={at(problem, "sign_again")}
        choices={takingPart.map((key) => ({ key, label: t(`status.${key}`) }))}
        chosen={values.again}
        onChange={(again) => onChange({ again: again as ParticipantStatus[] })}
      />
      {values.again.length > 0 && (
        <>
          <TextField
            id={approvalIds.sign_again_by}
            label={t("approve.again_by")}
            type="date"
            error={at(problem, "sign_again_by")}
            value={values.againBy}
            onInput={(event) => onChange({ againBy: event.currentTarget.value })}
          />
          <Choices
            id={approvalIds.visits_wait}
            label={t("approve.wait")}
            error={at(problem, "visits_wait")}
            choices={[
              { key: "yes", label: t("approve.wait.yes") },
              { key: "no", label: t("approve.wait.no") },
            ]}
            chosen={values.wait === null ? [] : [values.wait ? "yes" : "no"]}
            onChange={([answer]) => onChange({ wait: answer === "yes" })}
          />
        </>
      )}
    </>
  );
}
