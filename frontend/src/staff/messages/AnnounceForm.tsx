import { Button } from "../../ui/Button";
import { SelectField } from "../../ui/Field";
import { at, type Problem } from "../data/problem";
import { t } from "../i18n";
import { Choices } from "../parts/Choices";
import { Actions, InlineForm } from "../parts/Facts";
import { Panel } from "../parts/Panel";
import { Problems } from "../parts/Problems";
import { AnnouncePreview } from "./AnnouncePreview";
import { AnnounceTexts } from "./AnnounceTexts";
import { fieldIds, inputOf, type Study, studyOf, write, type Written, written } from "./announcing";
import { NEW } from "./data";
import { useAnnouncing } from "./useAnnouncing";

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
