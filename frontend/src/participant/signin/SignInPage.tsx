import { useState } from "preact/hooks";

import type { Session } from "../../api";
import { type Label, t } from "../../i18n";
import { ButtonLink } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { LanguageSwitch } from "../app/LanguageSwitch";
import { lazyPart } from "../app/lazyPage";
import { Page } from "../app/Page";
import { CodeForm } from "./CodeForm";
import { EmailForm } from "./EmailForm";
import { PasskeyWay } from "./PasskeyWay";

const DemoPeople = lazyPart(() => import("../demo/DemoPeople"));

const reasons: Record<"new" | "ended" | "left" | "helped", Label | null> = {
  new: null,
  ended: "signin.ended",
  left: "signin.out",
  helped: "signin.helped",
};

export type Ticket = { email: string; ticket: string; resendInSeconds: number };

type Props = { session: Session; why: keyof typeof reasons };

/** E-mail, then the code. The address of the page stays what it was, so that one goes on there. */
export function SignInPage({ session, why }: Props) {
  const [email, setEmail] = useState("");
  const [ticket, setTicket] = useState<Ticket | null>(null);
  const reason = reasons[why];
  if (ticket) {
    return (
      <Page title={t("signin.code.title")} lead={t("signin.code.sent", { email: ticket.email })} key="code">
        <CodeForm ticket={ticket} onTicket={setTicket} onOther={() => setTicket(null)} demo={session.demo} />
      </Page>
    );
  }
  return (
    <Page title={t("signin.title")} lead={t("signin.lead")} key="email">
      {reason && (
        <Notice role="status">
          <p>{t(reason)}</p>
        </Notice>
      )}
      <EmailForm email={email} onEmail={setEmail} onTicket={setTicket} />
      <PasskeyWay session={session} />
      <ButtonLink kind="plain" icon="mail" href="/join">
        {t("signin.invitation")}
      </ButtonLink>
      <LanguageSwitch />
      {session.demo && <DemoPeople />}
    </Page>
  );
}
