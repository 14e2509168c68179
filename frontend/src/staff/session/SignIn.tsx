import { useEffect, useState } from "preact/hooks";

import { api, read } from "../../api";
import { passkeysHere } from "../../api/passkeys";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { at, type FieldProblem, type Problem, refused, toProblem } from "../data/problem";
import { t } from "../i18n";
import { PasswordField } from "../parts/PasswordField";
import { Problems } from "../parts/Problems";
import { DemoPeople } from "./DemoPeople";
import { PasskeyWay } from "./PasskeyWay";
import { Second } from "./Second";
import { session } from "./session";
import styles from "./SignIn.module.css";
import { askSecond, takeWord } from "./signOn";
import { SignOnWay, SignOnWord } from "./SignOnWay";

const ids = { email: "signin-email", password: "signin-password" };

/** The institution's sign-on or a passkey in one press, or e-mail and password and then a code.
 * In the demo, also the sample people. */
export function SignIn() {
  const [ticket, setTicket] = useState<string | null>(null);
  const [word, setWord] = useState(takeWord);
  const name = session.value?.sign_on;

  useEffect(() => {
    if (word !== "second") return;
    askSecond()
      .then(setTicket)
      .catch(() => setWord("expired"));
  }, [word]);

  if (ticket) return <Second ticket={ticket} onBack={() => setTicket(null)} />;
  return (
    <>
      {word && <SignOnWord word={word} />}
      {name && <SignOnWay name={name} />}
      {passkeysHere(session.value) && <PasskeyWay />}
      <PasswordWay onTicket={setTicket} />
      <p class={styles.other}>{t("signin.help")}</p>
      {session.value?.demo && <DemoPeople />}
    </>
  );
}

function PasswordWay({ onTicket }: { onTicket: (ticket: string) => void }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function send() {
    const missing = lacking(email, password);
    setProblem(missing);
    if (missing) return;
    setBusy(true);
    try {
      const body = { email: email.trim(), password };
      onTicket((await read(api.POST("/api/sign-in/password", { body }))).ticket);
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  }

  return (
    <form
      class={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Problems problem={problem} fields={ids} />
      <TextField
        id={ids.email}
        label={t("signin.email")}
        error={at(problem, "email")}
        type="email"
        autoComplete="username"
        value={email}
        onInput={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordField
        id={ids.password}
        label={t("signin.password")}
        error={at(problem, "password")}
        value={password}
        onChange={setPassword}
      />
      <div class={styles.actions}>
        <Button type="submit" busy={busy}>
          {t("signin.go_on")}
        </Button>
      </div>
    </form>
  );
}

function lacking(email: string, password: string): Problem | null {
  const fields: FieldProblem[] = [];
  if (!email.includes("@")) fields.push({ field: "email", message: t("signin.email.missing") });
  if (!password) fields.push({ field: "password", message: t("signin.password.missing") });
  return refused(fields);
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
