import { useRef, useState } from "preact/hooks";

import type { Help } from "../../api";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { words } from "../app/failure";
import { Page } from "../app/Page";
import styles from "../signin/SignIn.module.css";
import { CallTeam } from "./CallTeam";
import { askProof, type Proof } from "./data";

type Props = { code: string; noted: string | null; problem: string; team: Help; onProof: (proof: Proof) => void };

/** Her own address. One that the team has noted for the mail needs no typing. */
export function EmailStep({ code, noted, problem, team, onProof }: Props) {
  const [typing, setTyping] = useState(noted === null || problem !== "");
  const [email, setEmail] = useState("");
  const [error, setError] = useState("");
  const [said, setSaid] = useState(problem);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  async function ask(address: string | null) {
    if (busy) return;
    setBusy(true);
    setSaid("");
    try {
      onProof(await askProof(code, address));
    } catch (failure) {
      setSaid(words(failure, { offline: "signin.offline" }));
      setBusy(false);
    }
  }

  function send(event: Event) {
    event.preventDefault();
    const address = email.trim();
    const whole = /^\S+@\S+\.\S+$/.test(address);
    setError(whole ? "" : t("signin.email.error"));
    if (whole) return void ask(address);
    form.current?.querySelector("input")?.focus();
  }

  return (
    <Page title={t("join.email.title")} lead={t("join.email.lead")} key="email">
      <CallTeam problem={said} team={team} />
      {!typing && noted !== null ? (
        <div class={styles.form}>
          <Button wide busy={busy} onClick={() => void ask(null)}>
            {t("join.email.noted", { email: noted })}
          </Button>
          <Button kind="quiet" wide onClick={() => setTyping(true)}>
            {t("join.email.other")}
          </Button>
        </div>
      ) : (
        <form class={styles.form} ref={form} onSubmit={send} noValidate>
          <TextField
            label={t("signin.email")}
            type="email"
            name="email"
            autocomplete="email"
            autocapitalize="none"
            spellcheck={false}
            value={email}
            error={error || undefined}
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
          <Button type="submit" wide busy={busy}>
            {t("signin.send")}
          </Button>
        </form>
      )}
    </Page>
  );
}
