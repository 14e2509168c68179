import { useState } from "preact/hooks";

import { Button } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";
import type { Problem } from "../../data/problem";
import { useSaving } from "../../data/useSaving";
import { t } from "../../i18n";
import { announce } from "../../parts/announce";
import { Actions, InlineForm } from "../../parts/Facts";
import { Problems } from "../../parts/Problems";
import { Stale } from "../../parts/Stale";
import { consents, type VersionRow } from "../data";
import { approvalProblem, empty, toApproval } from "./approval";
import { ApprovalFields, approvalIds } from "./ApprovalFields";
import { latestVersion } from "./latest";

/** Writes down what the ethics board and the site decided. Nothing goes live by it. */
export function ApproveForm({ row, onClose }: { row: VersionRow; onClose: () => void }) {
  const [version] = useState(row.version);
  const [values, setValues] = useState(empty);
  const [wrong, setWrong] = useState<Problem | null>(null);
  const saving = useSaving({
    send: (on) => consents.approve(row.id, on, toApproval(values)),
    latest: () => latestVersion(row.id),
    done: () => {
      announce(t("approve.saved", { label: row.label }));
      onClose();
    },
  });
  const problem = wrong ?? saving.problem;
  const { stale } = saving;

  function submit() {
    const found = approvalProblem(values);
    setWrong(found);
    if (!found) void saving.save(version);
  }

  return (
    <InlineForm label={t("approve.record")} onSubmit={submit}>
      <Notice>
        <p>{t("approve.explain")}</p>
      </Notice>
      <Problems problem={problem} fields={approvalIds} />
      {stale && (
        <Stale
          {...stale}
          rows={[
            {
              label: t("texts.state"),
              mine: t("texts.state.approved"),
              present: t(`texts.state.${stale.present.state}`),
            },
          ]}
          busy={saving.busy}
          onAgain={() => void saving.again()}
          onDiscard={onClose}
        />
      )}
      <ApprovalFields values={values} problem={problem} onChange={(next) => setValues({ ...values, ...next })} />
      {!stale && (
        <Actions>
          <Button type="submit" busy={saving.busy}>
            {t("approve.save")}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {t("cancel")}
          </Button>
        </Actions>
      )}
    </InlineForm>
  );
}
