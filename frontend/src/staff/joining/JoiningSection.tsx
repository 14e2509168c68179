import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { useSending } from "../consent/useSending";
import type { ParticipantDetail } from "../data/types";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Section } from "../parts/Facts";
import { Mark } from "../parts/Mark";
import { Problems } from "../parts/Problems";
import { Shown } from "../parts/Shown";
import { can } from "../session/session";
import { dayIn } from "../../i18n/dates";
import { shortDay } from "../words/dates";
import { CodeCard } from "./CodeCard";
import { joining, type Invitation, type Joining, type Made } from "./data";
import { InviteForm } from "./InviteForm";
import styles from "./Joining.module.css";
import { ResetForm } from "./ResetForm";

type Open = "" | "invite" | "reset";

/** Whether she has joined, what she was sent, and what can be done about it. */
export function JoiningSection({ participant }: { participant: ParticipantDetail }) {
  const { id, code } = participant;
  const loaded = useLoad(`joining ${id}`, () => joining.of(id));
  const [open, setOpen] = useState<Open>("");
  const [made, setMade] = useState<Made | null>(null);
  const shut = () => setOpen("");
  const keep = (next: Made) => {
    setMade(next);
    shut();
  };
  return (
    <Section title={t("joining.title")}>
      <Shown of={loaded} lines={2}>
        {(present) => (
          <>
            <Standing present={present} participant={participant} />
            {made && <CodeCard id={id} file={`${code}.pdf`} made={made} onClose={() => setMade(null)} />}
            {open === "invite" && <InviteForm id={id} present={present} onMade={keep} onClose={shut} />}
            {open === "reset" && <ResetForm id={id} present={present} onMade={keep} onClose={shut} />}
            {!open && can("participants.write") && (
              <Acts present={present} participant={participant} onOpen={setOpen} onTaken={() => setMade(null)} />
            )}
            <Earlier present={present} zone={participant.site.time_zone} />
          </>
        )}
      </Shown>
    </Section>
  );
}

type Shows = { present: Joining; participant: ParticipantDetail };

const day = (instant: string, zone: string) => shortDay(dayIn(instant, zone));

function Standing({ present, participant }: Shows) {
  const zone = participant.site.time_zone;
  const [latest] = present.invitations;
  const waits = !present.joined_at || present.reset_at !== null;
  return (
    <>
      <p>
        {present.reset_at ? (
          <Mark icon="lock" tone="amber">
            {t("joining.waits_reset")}
          </Mark>
        ) : present.joined_at ? (
          <Mark icon="check" tone="green">
            {t("joining.joined", { day: day(present.joined_at, zone) })}
          </Mark>
        ) : (
          <Mark icon="mail" tone="soft">
            {t("joining.not_yet")}
          </Mark>
        )}
      </p>
      {present.reset_at && <p class={styles.soft}>{t("joining.reset_locked")}</p>}
      {waits && !latest && <p>{t("joining.never_invited", { name: participant.name })}</p>}
      {waits && latest && <One invitation={latest} zone={zone} />}
    </>
  );
}

function One({ invitation, zone }: { invitation: Invitation; zone: string }) {
  const { status, way, identity, reason } = invitation;
  const told = { day: day(invitation.made_at, zone), by: invitation.made_by, email: invitation.email ?? "" };
  const ends = status === "used" && invitation.used_at ? day(invitation.used_at, zone) : shortDay(invitation.last_day);
  return (
    <p>
      {t(`joining.is.${way}`, told)}. {t(`joining.status.${status}`, { day: ends })}.
      {identity && (
        <>
          {" "}
          <span class={styles.soft}>
            {t("joining.was_reset", { check: t(`joining.reset.${identity}`).toLowerCase(), reason })}
          </span>
        </>
      )}
    </p>
  );
}

type ActsProps = Shows & { onOpen: (open: Open) => void; onTaken: () => void };

function Acts({ present, participant, onOpen, onTaken }: ActsProps) {
  const sending = useSending();
  const waiting = present.invitations.find(({ status }) => status === "open" || status === "expired");
  const takeBack = (invitation: Invitation) =>
    void sending.send(
      () => joining.revoke(participant.id, invitation.id),
      () => {
        announce(t("joining.taken_back"));
        onTaken();
      },
    );
  return (
    <>
      <Problems problem={sending.problem} fields={{}} />
      <div class={styles.actions}>
        {present.joined_at ? (
          present.may_reset && (
            <Button kind="quiet" icon="lock" onClick={() => onOpen("reset")}>
              {t("joining.reset")}
            </Button>
          )
        ) : (
          <Button kind={waiting ? "quiet" : "primary"} icon="mail" onClick={() => onOpen("invite")}>
            {t(waiting ? "joining.invite_again" : "joining.invite")}
          </Button>
        )}
        {waiting && (
          <Button kind="plain" busy={sending.busy} onClick={() => takeBack(waiting)}>
            {t("joining.take_back")}
          </Button>
        )}
      </div>
      {present.joined_at && !present.may_reset && <p class={styles.soft}>{t("joining.reset.not_here")}</p>}
    </>
  );
}

/** What is over, folded away. */
function Earlier({ present, zone }: { present: Joining; zone: string }) {
  const waits = !present.joined_at || present.reset_at !== null;
  const rows = waits ? present.invitations.slice(1) : present.invitations;
  if (!rows.length) return null;
  return (
    <details>
      <summary>{t("joining.earlier", { n: rows.length })}</summary>
      <ul class={styles.list}>
        {rows.map((one) => (
          <li key={one.id}>
            <One invitation={one} zone={zone} />
          </li>
        ))}
      </ul>
    </details>
  );
}
