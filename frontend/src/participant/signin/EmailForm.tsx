import { useRef, useState } from "preact/hooks";

import { api, read } from "../../api";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { words } from "../app/failure";
import styles from "./SignIn.module.css";
import type { Ticket } from "./SignInPage";

type Props = { email: string; onEmail: (email: string) => void; onTicket: (ticket: Ticket) => void };

/** Asks for a code. Throws ApiError or NetworkError. */
export async function askForCode(email: string): Promise<Ticket> {
  const answer = await read(api.POST("/api/sign-in/code", { body: { email } }));
  return { email, ticket: answer.ticket, resendInSeconds: answer.resend_in_seconds };
}

export function EmailForm({ email, onEmail, onTicket }: Props) {
  const [error, setError] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  function refuse(message: string) {
    setError(message);
    form.current?.querySelector("input")?.focus();
  }

  async function send(event: Event) {
    event.preventDefault();
    if (busy) return;
    const address = email.trim();
    if (!/^\S+@\S+\.\S+$/.test(address)) {
      refuse(t("signin.email.error"));
      return;
    }
    setBusy(true);
    try {
      onTicket(await askForCode(address));
    } catch (failure) {
      refuse(words(failure, { field: "email", offline: "signin.offline" }));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form class={styles.form} ref={form} onSubmit={send} noValidate>
      <TextField
        label={t("signin.email")}
        type="email"
        name="email"
        autocomplete="email"
        autocapitalize="none"
        spellcheck={false}
        value={email}
        error={error}
        onInput={(event) => onEmail(event.currentTarget.value)}
      />
      <Button type="submit" wide busy={busy}>
        {t("signin.send")}
      </Button>
    </form>
  );
}
