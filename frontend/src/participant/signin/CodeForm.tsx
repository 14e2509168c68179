import { useEffect, useRef, useState } from "preact/hooks";

import { api, ApiError, read } from "../../api";
import { t } from "../../i18n";
import { Button, ButtonLink } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { words } from "../app/failure";
import { Pages } from "../app/inside";
import { enter } from "../data/session";
import { askForCode } from "./EmailForm";
import { Resend } from "./Resend";
import styles from "./SignIn.module.css";
import type { Ticket } from "./SignInPage";

const DIGITS = 8;

type Props = { ticket: Ticket; onTicket: (ticket: Ticket) => void; onOther: () => void; demo: boolean };

/** Only the digits: a code pasted as "1234 5678" or "1234-5678" is the same code. */
export function digits(typed: string): string {
  return typed.replace(/\D/g, "");
}

export function CodeForm({ ticket, onTicket, onOther, demo }: Props) {
  const [code, setCode] = useState("");
  const [error, setError] = useState<string | undefined>();
  const [resent, setResent] = useState(false);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const focus = () => form.current?.querySelector("input")?.focus();
  useEffect(() => {
    focus();
    Pages.preload().catch(() => {}); // while the mail is on its way; said later if it fails
  }, []);

  function refuse(message: string) {
    setError(message);
    focus();
  }

  async function send(event: Event) {
    event.preventDefault();
    if (busy) return;
    const plain = digits(code);
    if (plain.length !== DIGITS) {
      refuse(t("signin.code.error", { n: plain.length }));
      return;
    }
    setBusy(true);
    try {
      await enter(await read(api.POST("/api/sign-in", { body: { ticket: ticket.ticket, code: plain } })));
    } catch (failure) {
      refuse(codeWords(failure));
      setBusy(false);
    }
  }

  async function resend() {
    onTicket(await askForCode(ticket.email));
    setCode("");
    setError(undefined);
    setResent(true);
  }

  return (
    <form class={styles.form} ref={form} onSubmit={send} noValidate>
      <div class={styles.code}>
        <TextField
          label={t("signin.code")}
          hint={t("signin.code.hint")}
          error={error}
          name="code"
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={20}
          value={code}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
      </div>
      <Button type="submit" wide busy={busy}>
        {t("signin.submit")}
      </Button>
      <div class={styles.links}>
        <Resend key={ticket.ticket} seconds={ticket.resendInSeconds} resent={resent} resend={resend} />
        <Button kind="plain" onClick={onOther}>
          {t("signin.other")}
        </Button>
        {demo && (
          <ButtonLink kind="plain" href="/demo-mail" target="_blank">
            {t("demo.mail")}
          </ButtonLink>
        )}
      </div>
    </form>
  );
}

function codeWords(failure: unknown): string {
  if (failure instanceof ApiError && failure.code === "wrong_code") {
    const left = failure.problem.tries_left;
    const wrong = t("signin.code.wrong");
    return left === undefined ? wrong : `${wrong} ${t("signin.code.tries", { n: left })}`;
  }
  return words(failure, { field: "code", offline: "signin.offline" });
}
