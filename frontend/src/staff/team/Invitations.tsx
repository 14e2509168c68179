import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { useSending } from "../consent/useSending";
import { changed } from "../data/useLoad";
import { ConfirmedForm } from "../factors/ConfirmedForm";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, Section } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { shortDay } from "../words/dates";
import { type Invitation, team as server } from "./data";
import type { Shows } from "./MemberPanel";
import styles from "./Team.module.css";
import { sayMade, toldOf } from "./told";
import { opens } from "./useDoing";
import { dayOf, seatWords } from "./words";

/** What she is invited to, until when; it can be sent again or taken back. */
export function Invitations(props: Shows) {
  return (
    <Section title={t("team.invitation")}>
      <ul class={styles.list}>
        {props.member.invitations.map((one) => (
          <li key={one.id}>
            <One {...props} one={one} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** A code for a new way in is handed over: nothing is sent. */
const renewWords = ({ reason }: Invitation) => t(reason ? "team.renew.reset" : "team.renew");

type OneProps = Shows & { one: Invitation };

function One(props: OneProps) {
  const { one, team, doing, acts } = props;
  const { status } = one;
  return (
    <>
      <strong>{seatWords(one, team.places)}</strong>
      <span>{t("team.invited", { day: dayOf(one.made_at), by: one.made_by })}</span>
      <span>
        {t(status === "open" ? "joining.status.open" : "joining.status.expired", { day: shortDay(one.last_day) })}
      </span>
      {one.reason && <span class={styles.soft}>{t("team.invited.reset", { reason: one.reason })}</span>}
      {doing.doing === one.id ? <RenewForm {...props} /> : acts && <Acts {...props} />}
    </>
  );
}

function Acts({ one, member, doing, onClose }: OneProps) {
  const sending = useSending("invitation_taken_up");
  const takeBack = () =>
    void sending.send(
      () => server.revoke(one.id),
      () => {
        announce(t("joining.taken_back"));
        const stays = member.person ?? member.ended[0] ?? member.invitations[1];
        if (!stays) onClose();
      },
    );
  return (
    <>
      <Problems problem={sending.problem} fields={{}} />
      <Actions>
        <Button kind="quiet" icon={one.reason ? "refresh" : "send"} {...opens(one.id)} onClick={() => doing.open(one.id)}>
          {renewWords(one)}
        </Button>
        <Button kind="plain" busy={sending.busy} onClick={takeBack}>
          {t("joining.take_back")}
        </Button>
      </Actions>
    </>
  );
}

function RenewForm({ one, member, doing, onTold }: OneProps) {
  const [id] = useState(() => crypto.randomUUID());
  async function renew(stepUp: string | null) {
    const answer = await server.renew(one.id, id, stepUp ?? "");
    await changed();
    sayMade();
    doing.close();
    const { told } = toldOf({ id, email: member.email, mailed: one.reason === "" }, answer);
    if (told) onTold(member.person ? { ...told, id: member.id } : told);
  }
  return (
    <ConfirmedForm
      label={renewWords(one)}
      button={renewWords(one)}
      purpose="manage_team"
      needs
      act={renew}
      onClose={doing.close}
    >
      {() => <p>{t(one.reason ? "team.renew.what_reset" : "team.renew.what", { email: member.email })}</p>}
    </ConfirmedForm>
  );
}
