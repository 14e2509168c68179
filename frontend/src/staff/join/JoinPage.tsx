import { useCallback, useState } from "preact/hooks";

import { ButtonLink } from "../../ui/Button";
import { t } from "../i18n";
import styles from "../session/SignIn.module.css";
import { CodeStep } from "./CodeStep";
import { type Invited, join, look } from "./data";
import { MailStep } from "./MailStep";
import { SendStep } from "./SendStep";

type Sent = { ticket: string; resendIn: number };

/** The code that the link brought. It goes out of the address at once: what stays there is kept. */
function codeFromLink(): string {
  const code = decodeURIComponent(location.hash.slice(1));
  if (code) history.replaceState(history.state, "", location.pathname);
  return code;
}

/** Joining the team: the code, the address, the code from the mail. Then she sets up her sign-in. */
export function JoinPage() {
  const [code, setCode] = useState(codeFromLink);
  const [invited, setInvited] = useState<Invited | null>(null);
  const [sent, setSent] = useState<Sent | null>(null);
  const [done, setDone] = useState(false);

  const show = useCallback((typed: string, found: Invited) => {
    if (found.kind !== "staff") return location.assign(`/join#${typed}`);
    setCode(typed);
    setInvited(found);
  }, []);

  function begin() {
    setCode("");
    setInvited(null);
  }

  async function finish(ticket: string, mailCode: string) {
    const session = await join(code, ticket, mailCode);
    if (session.account) return location.assign("/staff/");
    setDone(true);
  }

  return (
    <main class={styles.page}>
      <div class={styles.box}>
        <p class={styles.name}>{invited?.study ?? t("desk.portal")}</p>
        <h1>{t(done ? "join.done.title" : "join.title")}</h1>
        {done ? (
          <Done />
        ) : !invited ? (
          <CodeStep code={code} onFound={show} look={look} />
        ) : !sent ? (
          <SendStep code={code} invited={invited} onSent={setSent} onOther={begin} />
        ) : (
          <MailStep email={invited.email ?? ""} {...sent} onCode={finish} onAgain={() => setSent(null)} />
        )}
        {!done && (
          <p class={styles.other}>
            <a href="/staff/">{t("join.signin")}</a>
          </p>
        )}
      </div>
    </main>
  );
}

function Done() {
  return (
    <>
      <p role="status">{t("join.done")}</p>
      <div class={styles.actions}>
        <ButtonLink href="/staff/">{t("join.done.go")}</ButtonLink>
      </div>
    </>
  );
}
