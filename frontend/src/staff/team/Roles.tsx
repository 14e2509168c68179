import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { at, refused } from "../data/problem";
import { changed } from "../data/useLoad";
import { ConfirmedForm } from "../factors/ConfirmedForm";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Section } from "../parts/Facts";
import { type Colleague, type HeldRole, team as server } from "./data";
import type { Shows } from "./MemberPanel";
import { missingSeat, noSeat, SeatFields, seatIds, seatOf } from "./SeatFields";
import styles from "./Team.module.css";
import { opens } from "./useDoing";
import { dayOf, placeWords, seatWords } from "./words";

type Props = Shows & { person: Colleague };

/** The roles she has, each with since when; one more can be given, and each ended. */
export function Roles(props: Props) {
  const { person, team, doing, acts } = props;
  return (
    <Section
      title={t("team.roles")}
      action={
        acts &&
        !person.herself && (
          <Button
            kind="quiet"
            icon="plus"
            {...opens("give")}
            busy={doing.doing === "give"}
            onClick={() => doing.open("give")}
          >
            {t("team.give")}
          </Button>
        )
      }
    >
      {person.herself && acts && <p class={styles.soft}>{t("team.herself.roles")}</p>}
      <ul class={styles.list}>
        {person.roles.map((role) => (
          <li key={role.id}>
            <div class={styles.role}>
              <span>
                <strong>{t(`role.${role.role}`)}</strong>
                <span>{placeWords(role, team.places)}</span>
                <span class={styles.soft}>{t("team.since", { day: dayOf(role.since) })}</span>
              </span>
              {acts && (
                <Button
                  kind="plain"
                  {...opens(role.id)}
                  busy={doing.doing === role.id}
                  aria-label={t("team.end_of", { seat: seatWords(role, team.places) })}
                  onClick={() => doing.open(role.id)}
                >
                  {t("team.end")}
                </Button>
              )}
            </div>
            {doing.doing === role.id && <EndForm {...props} role={role} />}
          </li>
        ))}
      </ul>
      {doing.doing === "give" && <GiveForm {...props} />}
    </Section>
  );
}

function GiveForm({ member, team, doing, person }: Props) {
  const [seat, setSeat] = useState(() => noSeat(team.places));
  async function give(stepUp: string | null) {
    const chosen = seatOf(seat, team.places);
    if (!chosen) return;
    await server.give(person.id, chosen, stepUp ?? "");
    await changed();
    announce(t("team.given", { name: member.name, role: t(`role.${chosen.role}`) }));
    doing.close();
  }
  return (
    <ConfirmedForm
      label={t("team.give")}
      button={t("team.give")}
      purpose="manage_team"
      needs
      fields={seatIds}
      check={() => refused(missingSeat(seat))}
      act={give}
      onClose={doing.close}
    >
      {(problem) => (
        <>
          <SeatFields
            places={team.places}
            values={seat}
            problem={problem}
            onChange={(change) => setSeat({ ...seat, ...change })}
          />
          <p>{t("team.give.what")}</p>
        </>
      )}
    </ConfirmedForm>
  );
}

const reasonId = { reason: "team-reason" };

function EndForm({ member, team, doing, person, role }: Props & { role: HeldRole }) {
  const [reason, setReason] = useState("");
  const seat = seatWords(role, team.places);
  async function end(stepUp: string | null) {
    await server.end(person.id, role.id, reason.trim(), stepUp ?? "");
    announce(t("team.ended", { name: member.name, role: t(`role.${role.role}`) }));
    await changed();
    doing.close();
  }
  return (
    <ConfirmedForm
      label={t("team.end_of", { seat })}
      button={t("team.end.save")}
      danger
      purpose="manage_team"
      needs
      fields={reasonId}
      check={() => refused(reason.trim() ? [] : [{ field: "reason", message: t("team.reason.missing") }])}
      act={end}
      onClose={doing.close}
    >
      {(problem) => (
        <>
          <p>{t("team.end.what")}</p>
          <TextField
            id={reasonId.reason}
            label={t("reason")}
            hint={t("reason.hint")}
            error={at(problem, "reason")}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
    </ConfirmedForm>
  );
}

/** The roles that ended. */
export function Earlier({ member, team }: Shows) {
  return (
    <Section title={t("team.earlier")}>
      <ul class={styles.list}>
        {member.ended.map((one) => (
          <li key={one.id}>
            {seatWords(one, team.places)}
            <span class={styles.soft}>{t("team.from_to", { from: dayOf(one.since), to: dayOf(one.ended_at) })}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
