import { useRef, useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { SelectField } from "../../ui/Field";
import { at, type Problem, toProblem } from "../data/problem";
import { changed } from "../data/useLoad";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Choices } from "../parts/Choices";
import { Actions, InlineForm } from "../parts/Facts";
import { Panel } from "../parts/Panel";
import { Problems } from "../parts/Problems";
import { AnnouncePreview } from "./AnnouncePreview";
import { AnnounceTexts } from "./AnnounceTexts";
import {
  announcements,
  audienceProblem,
  fieldIds,
  inputOf,
  type Preview,
  type Study,
  studyOf,
  write,
  writeAnew,
  type Written,
  written,
} from "./announcing";
import { NEW } from "./data";

type Props = { studies: readonly Study[]; onClose: () => void; onSent: (id: string) => void };

/** Telling many at once: written, looked at, then sent to as many as one has seen. */
export function AnnounceForm({ studies, onClose, onSent }: Props) {
  const draft = written.value;
  const study = studyOf(studies, draft);
  const { busy, problem, preview, look, send, edit } = useAnnouncing(study, draft, onSent);
  return (
    <Panel wide name={NEW} title={t("announcements.new")} onClose={onClose}>
      {preview && study ? (
        <>
          <Problems problem={problem && { ...problem, fields: [] }} fields={{}} />
          <AnnouncePreview
            preview={preview}
            input={inputOf(draft, study)}
            busy={busy}
            onSend={() => void send(preview.recipients)}
            onEdit={edit}
          />
        </>
      ) : (
        <InlineForm label={t("announcements.new")} onSubmit={() => void look()}>
          <Problems problem={problem} fields={fieldIds(study)} />
          {studies.length > 1 && (
            <SelectField
              id="announce-study"
              label={t("announce.study")}
              error={at(problem, "audience.study_id")}
              value={draft.study}
              onChange={(event) => write({ study: event.currentTarget.value, sites: [], phases: [] })}
            >
              <option value="">{t("choose")}</option>
              {studies.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </SelectField>
          )}
          {study && <Audience study={study} draft={draft} problem={problem} />}
          {study && <AnnounceTexts study={study} draft={draft} problem={problem} />}
          <Actions>
            <Button type="submit" busy={busy}>
              {t("announce.look")}
            </Button>
            <Button kind="plain" onClick={onClose}>
              {t("cancel")}
            </Button>
          </Actions>
        </InlineForm>
      )}
    </Panel>
  );
}

function Audience({ study, draft, problem }: { study: Study; draft: Written; problem: Problem | null }) {
  return (
    <>
      <Choices
        several
        id="announce-sites"
        label={t("announce.sites")}
        error={at(problem, "audience.site_ids")}
        choices={study.sites.map(({ id, name }) => ({ key: id, label: name }))}
        chosen={draft.sites}
        onChange={(sites) => write({ sites })}
      />
      <Choices
        several
        id="announce-phases"
        label={t("announce.phases")}
        hint={t("announce.phases.hint")}
        choices={study.phases.map(({ key, name }) => ({ key, label: name }))}
        chosen={draft.phases}
        onChange={(phases) => write({ phases })}
      />
    </>
  );
}

/** Nothing that was written is lost by a refusal; a number that has changed is looked at anew. */
function useAnnouncing(study: Study | undefined, draft: Written, onSent: (id: string) => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const trying = useRef(false);

  async function attempt(act: () => Promise<void>) {
    if (trying.current) return;
    trying.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await act();
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      trying.current = false;
      setBusy(false);
    }
  }

  async function look() {
    const wrong = audienceProblem(draft, study);
    if (wrong || !study) return setProblem(wrong);
    await attempt(async () => setPreview(await announcements.preview(inputOf(draft, study))));
  }

  async function send(expected: number) {
    if (!study) return;
    const input = inputOf(draft, study);
    await attempt(async () => {
      try {
        await announcements.send({ ...input, id: draft.id, expected });
      } catch (error) {
        if (toProblem(error).code === "audience_changed") setPreview(await announcements.preview(input));
        throw error;
      }
      writeAnew();
      await changed();
      announce(t("announce.sent", { n: expected }));
      onSent(draft.id);
    });
  }

  const edit = () => {
    setProblem(null);
    setPreview(null);
  };
  return { busy, problem, preview, look, send, edit };
}
