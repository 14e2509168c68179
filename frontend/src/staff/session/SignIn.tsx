import { useState } from "preact/hooks";

import { api, read } from "../../api";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { at, type Problem, toProblem } from "../data/problem";
import { t } from "../i18n";
import { Code } from "./Code";
import { DemoPeople } from "./DemoPeople";
import { session } from "./session";
import styles from "./SignIn.module.css";

type Sent = { ticket: string; resendIn: number };

/** E-mail, then the code that was mailed. In the demo, also the sample people to enter as. */
export function SignIn() {
  const [email, setEmail] = useState("");
  const [sent, setSent] = useState<Sent | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function ask() {
    if (!email.includes("@")) {
      return setProblem({ code: "invalid", status: 422, title: t("signin.email.missing"), detail: "", fields: [] });
    }
    setBusy(true);
    setProblem(null);
    try {
      const answer = await read(api.POST("/api/sign-in/code", { body: { email: email.trim() } }));
      setSent({ ticket: answer.ticket, resendIn: answer.resend_in_seconds });
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  }

  if (sent) {
    return (
      <Code email={email} {...sent} onAgain={() => void ask()} onOther={() => setSent(null)} />
    );
  }
  return (
    <>
      <form
        class={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <TextField
          label={t("signin.email")}
          hint={t("signin.email.hint")}
          error={problem ? (at(problem, "email") ?? (problem.detail || problem.title)) : undefined}
          type="email"
          autoComplete="email"
          value={email}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
        <div class={styles.actions}>
          <Button type="submit" busy={busy}>
            {t("signin.send")}
          </Button>
        </div>
      </form>
      {session.value?.demo && <DemoPeople />}
    </>
  );
}

/** The page around it, for someone who is not signed in. */
export function SignInPage() {
  return (
    <main class={styles.page}>
      <div class={styles.box}>
        <p class={styles.name}>{session.value?.study?.short_title ?? t("desk.portal")}</p>
        <h1>{t("signin.title")}</h1>
        <SignIn />
        <p class={styles.other}>
          <a href="/">{t("signin.participant")}</a>
        </p>
      </div>
    </main>
  );
}
