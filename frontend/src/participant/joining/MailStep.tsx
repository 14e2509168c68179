import { useEffect, useRef, useState } from "preact/hooks";

import type { Help } from "../../api";
import { t } from "../../i18n";
import { Button, ButtonLink } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { words } from "../app/failure";
import { Page } from "../app/Page";
import { enter, standing } from "../data/session";
import { digits } from "../signin/CodeForm";
import { Resend } from "../signin/Resend";
import styles from "../signin/SignIn.module.css";
import { askProof, type Chosen, join, type Proof } from "./data";

const DIGITS = 8;

type Props = {
  code: string;
  proof: Proof;
  /** The address as she knows it. */
  to: string;
  chosen: Chosen;
  team: Help;
  onProof: (proof: Proof) => void;
  onOther: () => void;
  /** Whether the refusal is about another question, and is told there. */
  onRefused: (failure: unknown) => boolean;
  onDone: () => void;
};

/** The code from the mail; with it she is in. */
export function MailStep({ code, proof, to, chosen, team, onProof, onOther, onRefused, onDone }: Props) {
  const [typed, setTyped] = useState("");
  const [error, setError] = useState("");
  const [resent, setResent] = useState(false);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const focus = () => form.current?.querySelector("input")?.focus();
  useEffect(() => focus(), []);
  const now = standing.value;

  async function send(event: Event) {
    event.preventDefault();
    if (busy) return;
    const plain = digits(typed);
    if (plain.length !== DIGITS) {
      setError(t("signin.code.error", { n: plain.length }));
      focus();
      return;
    }
    setBusy(true);
    try {
      const session = await join(code, proof, plain, chosen);
      onDone();
      await enter(session);
    } catch (failure) {
      if (onRefused(failure)) return;
      setError(words(failure, { field: "mail_code", offline: "signin.offline" }));
      setBusy(false);
      focus();
    }
  }

  async function resend() {
    onProof(await askProof(code, proof.email));
    setTyped("");
    setError("");
    setResent(true);
  }

  return (
    <Page title={t("join.mail.title")} lead={t("join.mail.sent", { email: to })} key="mail">
      <form class={styles.form} ref={form} onSubmit={send} noValidate>
        <div class={styles.code}>
          <TextField
            label={t("signin.code")}
            hint={t("signin.code.hint")}
            error={error || undefined}
            name="code"
            inputMode="numeric"
            autocomplete="one-time-code"
            maxLength={20}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
        <Button type="submit" wide busy={busy}>
          {t("join.mail.action")}
        </Button>
        <div class={styles.links}>
          <Resend key={proof.ticket} seconds={proof.resendInSeconds} resent={resent} resend={resend} />
          <Button kind="plain" onClick={onOther}>
            {t("signin.other")}
          </Button>
          <ButtonLink kind="plain" icon="phone" href={`tel:${team.phone}`}>
            {t("join.call", { team: team.team_name, phone: team.phone_display })}
          </ButtonLink>
          {now.kind === "out" && now.session.demo && (
            <ButtonLink kind="plain" href="/demo-mail" target="_blank">
              {t("demo.mail")}
            </ButtonLink>
          )}
        </div>
      </form>
    </Page>
  );
}
