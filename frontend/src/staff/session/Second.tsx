import { useState } from "preact/hooks";

import { api, read } from "../../api";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { at, type Problem, refused, toProblem } from "../data/problem";
import { t } from "../i18n";
import { enter } from "./session";
import styles from "./SignIn.module.css";

const DIGITS = 6;

/** After the password: a code of the app, or a recovery code where the phone is not at hand. */
export function Second({ ticket, onBack }: { ticket: string; onBack: () => void }) {
  const [code, setCode] = useState("");
  const [lost, setLost] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  function switchTo(next: boolean) {
    setLost(next);
    setCode("");
    setProblem(null);
  }

  async function send() {
    const missing = lacking(code, lost);
    if (missing) return setProblem(refused([{ field: "code", message: missing }]));
    setBusy(true);
    try {
      await enter(await read(api.POST("/api/sign-in/second", { body: { ticket, code: code.trim() } })));
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  }

  const over = problem?.code === "second_expired" || problem?.code === "second_tries";
  return (
    <form
      class={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {!lost && <p>{t("signin.second.lead")}</p>}
      <TextField
        key={String(lost)}
        label={t(lost ? "signin.recovery" : "signin.second")}
        hint={t(lost ? "signin.recovery.hint" : "signin.second.hint")}
        error={problem ? (at(problem, "code") ?? (problem.detail || problem.title)) : undefined}
        inputMode={lost ? "text" : "numeric"}
        autoComplete={lost ? "off" : "one-time-code"}
        autoCapitalize="characters"
        spellcheck={false}
        autoFocus
        value={code}
        onInput={(event) => setCode(event.currentTarget.value)}
      />
      <div class={styles.actions}>
        {!over && (
          <Button type="submit" busy={busy}>
            {t("signin.enter")}
          </Button>
        )}
        {!over && (
          <Button kind="quiet" onClick={() => switchTo(!lost)}>
            {t(lost ? "signin.second.found" : "signin.second.lost")}
          </Button>
        )}
        <Button kind={over ? "primary" : "plain"} onClick={onBack}>
          {t("signin.back")}
        </Button>
      </div>
    </form>
  );
}

/** What is said at the field before anything is sent. */
function lacking(code: string, recovery: boolean): string {
  if (recovery) return code.trim() ? "" : t("signin.recovery.missing");
  const count = code.replace(/\D/g, "").length;
  return count === DIGITS ? "" : t("signin.second.length", { count });
}
