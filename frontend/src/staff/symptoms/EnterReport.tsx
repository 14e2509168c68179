import { useLocation } from "preact-iso";
import { useMemo, useRef, useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { ErrorSummary, SelectField, TextArea } from "../../ui/Field";
import { useSending } from "../consent/useSending";
import { at, type Problem } from "../data/problem";
import { t } from "../i18n";
import { languageName } from "../participants/words";
import { announce } from "../parts/announce";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { alertPath, type CheckIn, checkIns, type History, type Item } from "./data";
import { enteringProblem, fieldIds, openKeys, type Picked, stillOpen, toAnswers } from "./entering";
import { ItemFields } from "./ItemFields";
import styles from "./Symptoms.module.css";

type Props = {
  history: History;
  /** The check-in to begin with; the first one where it is not named. */
  checkIn?: string;
  onClose: () => void;
  /** It is saved and made no alert; otherwise the alert opens. */
  onSaved: () => void;
};

/** Enters a report that somebody gives on the phone. */
export function EnterReport({ history, checkIn, onClose, onSaved }: Props) {
  const [key, setKey] = useState(checkIn ?? history.check_ins[0]?.key);
  const asked = history.check_ins.find((one) => one.key === key);
  if (!history.asked || !asked) return <p>{t("enter.not_asked")}</p>;
  return (
    <>
      {history.check_ins.length > 1 && (
        <SelectField label={t("enter.which")} value={key} onChange={(event) => setKey(event.currentTarget.value)}>
          {history.check_ins.map((one) => (
            <option key={one.key} value={one.key}>
              {one.name}
            </option>
          ))}
        </SelectField>
      )}
      <Questions key={asked.key} asked={asked} history={history} onClose={onClose} onSaved={onSaved} />
    </>
  );
}

/** How many of the open questions the summary leads to. */
const NAMED = 3;

type Wait = "" | "yes" | "no";
type QuestionsProps = Omit<Props, "checkIn"> & { asked: CheckIn };

function Questions({ asked: given, history, onClose, onSaved }: QuestionsProps) {
  const [asked] = useState(given); // what was read out is what is sent, whatever is fetched anew
  const { who } = history;
  const { items } = asked;
  const [picked, setPicked] = useState<Picked>({});
  const [note, setNote] = useState("");
  const [wait, setWait] = useState<Wait>("");
  const [wrong, setWrong] = useState<Problem | null>(null);
  const { problem: refusal, ...sending } = useSaved(asked, history, onSaved);
  const rest = openKeys(items, picked);
  const problem = wrong ? stillOpen(wrong, rest) : refusal;

  function submit() {
    const found = enteringProblem(items, picked);
    setWrong(found);
    if (found) return;
    const can_wait = wait === "" ? null : wait === "yes";
    sending.save({ answers: toAnswers(items, picked), note: note.trim(), can_wait });
  }

  return (
    <InlineForm label={t("enter.open")} onSubmit={submit}>
      <p>{t("enter.explain")}</p>
      {asked.language !== who.language && (
        <p>{t("enter.language", { language: languageName(asked.language), own: languageName(who.language) })}</p>
      )}
      <p lang={asked.language}>{t("enter.recall", { recall: asked.recall })}</p>
      <Refused wrong={wrong} refusal={refusal} items={items} />
      {items.map((item) => (
        <ItemFields
          key={item.key}
          item={item}
          language={asked.language}
          picked={picked}
          before={asked.before}
          problem={problem}
          onPick={(question, place) => setPicked({ ...picked, [question]: place })}
        />
      ))}
      {rest.length > 0 && (
        <Actions>
          <Button
            kind="plain"
            onClick={() => setPicked({ ...picked, ...Object.fromEntries(rest.map((one) => [one, null])) })}
          >
            {t("enter.skip_rest")}
          </Button>
        </Actions>
      )}
      {asked.note !== null && (
        <TextArea
          id="enter-note"
          label={t("enter.note")}
          error={at(problem, "note")}
          rows={3}
          maxLength={4000}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      )}
      <CanWait wait={wait} onChange={setWait} />
      <Actions>
        <Button type="submit" busy={sending.busy}>
          {t("enter.save")}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {t("cancel")}
        </Button>
      </Actions>
    </InlineForm>
  );
}

type Said = { answers: Record<string, number | null>; note: string; can_wait: boolean | null };

/** Saves once, however often it is sent: id and time stay. An alert that it makes opens at once. */
function useSaved(asked: CheckIn, history: History, onSaved: () => void) {
  const { route } = useLocation();
  const [id] = useState(() => crypto.randomUUID());
  const answeredAt = useRef("");
  const { busy, problem, send } = useSending();
  const { who } = history;

  function save(said: Said) {
    answeredAt.current ||= new Date().toISOString();
    const { key: check_in, study_version, language } = asked;
    const body = { ...said, id, check_in, study_version, language, answered_at: answeredAt.current };
    let alert: string | undefined;
    void send(
      async () => {
        const stored = await checkIns.enter(who.participant_id, body);
        alert = stored.alerts.find((one) => one.report_id === id)?.id;
      },
      () => {
        announce(t(alert ? "enter.saved_alert" : "enter.saved", { code: who.code }));
        if (alert) route(alertPath(alert));
        else onSaved();
      },
    );
  }

  return { busy, problem, save };
}

type RefusedProps = { wrong: Problem | null; refusal: Problem | null; items: readonly Item[] };

/**
 * Why it was not saved. Of many open questions the first few are named, and they stay as they were
 * while they are answered: the summary takes the focus only when it is new.
 */
function Refused({ wrong, refusal, items }: RefusedProps) {
  const ids = useMemo(() => fieldIds(items), [items]);
  const first = useMemo(
    () => (wrong?.fields ?? []).slice(0, NAMED).map((one) => ({ ...one, field: ids[one.field] ?? one.field })),
    [wrong, ids],
  );
  if (!wrong) return <Problems problem={refusal} fields={ids} />;
  return <ErrorSummary title={t("enter.open_questions", { n: wrong.fields.length })} errors={first} />;
}

function CanWait({ wait, onChange }: { wait: Wait; onChange: (wait: Wait) => void }) {
  return (
    <fieldset class={styles.item}>
      <legend>{t("enter.can_wait")}</legend>
      <div class={styles.places}>
        {(["", "yes", "no"] as const).map((key) => (
          <label key={key}>
            <input type="radio" name="enter-can-wait" checked={wait === key} onChange={() => onChange(key)} />
            {t(key === "" ? "enter.can_wait.not_asked" : `enter.can_wait.${key}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
