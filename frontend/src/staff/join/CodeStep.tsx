import { useEffect, useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { at, type Problem, refused, toProblem } from "../data/problem";
import { t } from "../i18n";
import styles from "../session/SignIn.module.css";
import type { Invited } from "./data";

type Props = {
  code: string;
  look: (code: string) => Promise<Invited>;
  onFound: (code: string, invited: Invited) => void;
};

/** The code of the invitation: from the link, and then looked up at once, or typed. */
export function CodeStep({ code, look, onFound }: Props) {
  const [typed, setTyped] = useState(code);
  const [busy, setBusy] = useState(code !== "");
  const [problem, setProblem] = useState<Problem | null>(null);

  async function send() {
    if (!typed.trim()) return setProblem(refused([{ field: "code", message: t("join.code.missing") }]));
    setBusy(true);
    setProblem(null);
    try {
      onFound(typed.trim(), await look(typed.trim()));
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  }

  useEffect(() => {
    if (!code) return;
    look(code)
      .then((invited) => onFound(code, invited))
      .catch((error: unknown) => setProblem(toProblem(error)))
      .finally(() => setBusy(false));
  }, [code, look, onFound]);

  return (
    <form
      class={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextField
        label={t("join.code")}
        hint={t("join.code.hint")}
        error={problem ? (at(problem, "code") ?? (problem.detail || problem.title)) : undefined}
        autoComplete="off"
        autoCapitalize="characters"
        spellcheck={false}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <div class={styles.actions}>
        <Button type="submit" busy={busy}>
          {t("join.look")}
        </Button>
      </div>
    </form>
  );
}
