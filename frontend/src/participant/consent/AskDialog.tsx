import { useState } from "preact/hooks";

import { api, type ConsentSection, type ConsentText, read } from "../../api";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextArea } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import styles from "./Consent.module.css";
import { took } from "./data";

type Props = {
  text: ConsentText;
  section: ConsentSection | null;
  /** Which paragraph she is at; null closes the dialog. */
  at: number | null;
  onClose: (sent: boolean) => void;
};

/** A question from the paragraph she is at. The id is made once, so that a second try is the same question. */
export function AskDialog({ text, section, at, onClose }: Props) {
  const [id, setId] = useState(() => crypto.randomUUID());
  const [question, setQuestion] = useState("");
  const [holds, setHolds] = useState(false);
  const [error, setError] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  async function send(event: Event) {
    event.preventDefault();
    if (busy) return;
    if (!question.trim()) {
      setError(t("consent.ask.empty"));
      document.getElementById("question")?.focus();
      return;
    }
    setBusy(true);
    setProblem("");
    try {
      const body = { version_id: text.version_id, section: section?.key ?? null, paragraph: at, text: question.trim(), holds };
      took(await read(api.PUT("/api/me/consent/questions/{question_id}", { params: { path: { question_id: id } }, body })));
      setId(crypto.randomUUID());
      setQuestion("");
      setHolds(false);
      onClose(true);
    } catch (failure) {
      setProblem(words(failure));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog open={at !== null} onClose={() => onClose(false)} title={t("consent.ask.title")} closeLabel={t("app.close")} sheet>
      <form class={styles.form} onSubmit={(event) => void send(event)} noValidate>
        {section && <p class={styles.soft}>{t("consent.ask.about", { chapter: section.title })}</p>}
        <TextArea
          id="question"
          label={t("consent.ask.label")}
          error={error}
          rows={4}
          maxLength={2000}
          value={question}
          onInput={(event) => {
            setQuestion(event.currentTarget.value);
            setError("");
          }}
        />
        <label class={styles.tick}>
          <input type="checkbox" checked={holds} onChange={(event) => setHolds(event.currentTarget.checked)} />
          <span>
            {t("consent.ask.hold")}
            <span class={styles.soft}>{t("consent.ask.hold.hint")}</span>
          </span>
        </label>
        {problem && (
          <Notice kind="amber" role="alert">
            <p>{problem}</p>
          </Notice>
        )}
        <Button type="submit" wide busy={busy}>
          {t("consent.ask.send")}
        </Button>
      </form>
    </Dialog>
  );
}
