import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { SelectField } from "../../ui/Field";
import { at, type Problem, without } from "../data/problem";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { languageName } from "../participants/words";
import { session } from "../session/session";
import { type ConsentDetail, consents } from "./data";
import { paperIds, paperProblem, type PaperValues } from "./paper";
import { PaperChoices, PaperSigners } from "./PaperFields";
import { ScanField, Sent } from "./ScanField";
import { useSending } from "./useSending";

type Props = { detail: ConsentDetail; versionId: string; onClose: () => void };

/** What the signed paper says, with its scan. Its id is made here, once: sent twice it is one record. */
export function PaperForm({ detail, versionId, onClose }: Props) {
  const { row, paper_choices: asked } = detail;
  const [id] = useState(() => crypto.randomUUID());
  const [values, setValues] = useState<PaperValues>(() => ({
    language: row.language,
    signers: detail.paper_signers.map((role) => ({ role, name: "", date: "" })),
    choices: {},
    scan: null,
  }));
  const [wrong, setWrong] = useState<Problem | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const sending = useSending();
  const problem = wrong ?? sending.problem;
  const change = (next: Partial<PaperValues>) => setValues({ ...values, ...next });

  /** Another file: what was said about the one before holds no longer. */
  function chooseScan(scan: File | null) {
    change({ scan });
    setWrong(without(wrong, "scan"));
    sending.clear();
  }

  function submit() {
    const found = paperProblem(values, asked);
    setWrong(found);
    const { scan, signers, language, choices } = values;
    if (found || !scan) return;
    const signatures = signers.map((signer) => ({ ...signer, name: signer.name.trim() }));
    const paper = { id, version_id: versionId, language, choices: { ...choices }, signatures };
    setSent(0);
    void sending
      .send(
        () => consents.paper(row.participant_id, paper, scan, setSent),
        () => {
          announce(t("paper.saved", { code: row.code }));
          onClose();
        },
      )
      .finally(() => setSent(null));
  }

  return (
    <InlineForm label={t("paper.record")} onSubmit={submit}>
      <p>{t("paper.explain")}</p>
      {row.version && <p>{t("paper.version", { label: row.version })}</p>}
      <Problems problem={problem} fields={paperIds(values, asked)} />
      <SelectField
        id="paper-language"
        label={t("paper.language")}
        error={at(problem, "language")}
        value={values.language}
        onChange={(event) => change({ language: event.currentTarget.value })}
      >
        {(session.value?.languages ?? ["en"]).map((key) => (
          <option key={key} value={key}>
            {languageName(key)}
          </option>
        ))}
      </SelectField>
      <PaperSigners
        signers={values.signers}
        participant={row.name}
        problem={problem}
        onChange={(signers) => change({ signers })}
      />
      <PaperChoices
        asked={asked}
        choices={values.choices}
        problem={problem}
        onChange={(choices) => change({ choices })}
      />
      <ScanField scan={values.scan} error={at(problem, "scan")} onChange={chooseScan} />
      {sending.busy && sent !== null && <Sent part={sent} />}
      <Actions>
        <Button type="submit" busy={sending.busy}>
          {t("paper.save")}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {t("cancel")}
        </Button>
      </Actions>
    </InlineForm>
  );
}
