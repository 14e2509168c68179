import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { TextField } from "../../ui/Field";
import { at, refused } from "../data/problem";
import { changed, type Loaded } from "../data/useLoad";
import { ConfirmedForm } from "../factors/ConfirmedForm";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Panel } from "../parts/Panel";
import { Shown } from "../parts/Shown";
import { type Place, team, type Team } from "./data";
import { NEW, TEAM } from "./paths";
import { missingSeat, noSeat, SeatFields, seatIds, seatOf } from "./SeatFields";
import { sayMade, type Told, toldOf } from "./told";

type Props = { loaded: Loaded<Team>; onClose: () => void; onTold: (told: Told) => void };

/** Somebody new on the team. */
export function InvitePanel({ loaded, ...rest }: Props) {
  return (
    <Panel name={NEW} title={t("team.invite")} onClose={rest.onClose}>
      <Shown of={loaded} lines={6}>
        {({ places }) => <InviteForm places={places} {...rest} />}
      </Shown>
    </Panel>
  );
}

type FormProps = Omit<Props, "loaded"> & { places: readonly Place[]; who?: { name: string; email: string } };

const ids = { ...seatIds, name: "team-name", email: "team-email" };

/** Her invitation's id is made here, once: sending twice after a lost answer makes one. */
export function InviteForm({ places, who, onClose, onTold }: FormProps) {
  const { route } = useLocation();
  const [id] = useState(() => crypto.randomUUID());
  const [typed, setTyped] = useState(who ?? { name: "", email: "" });
  const [seat, setSeat] = useState(() => noSeat(places));

  const check = () =>
    refused([
      ...(typed.name.trim() ? [] : [{ field: "name", message: t("team.name.missing") }]),
      ...(typed.email.includes("@") ? [] : [{ field: "email", message: t("joining.email.missing") }]),
      ...missingSeat(seat),
    ]);

  async function invite(stepUp: string | null) {
    const chosen = seatOf(seat, places);
    if (!chosen) return;
    const email = typed.email.trim();
    const answer = await team.invite(id, { name: typed.name.trim(), email }, chosen, stepUp ?? "");
    await changed();
    const { told, onTeam } = toldOf({ id, email, mailed: true }, answer);
    if (told) {
      sayMade();
      return onTold(told);
    }
    announce(t("team.invite.on_team", { name: typed.name.trim() }));
    route(`${TEAM}/${onTeam ?? ""}`);
  }

  return (
    <ConfirmedForm
      label={t("team.invite")}
      button={t("team.invite.send")}
      purpose="manage_team"
      needs
      fields={ids}
      check={check}
      act={invite}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <p>{t("team.invite.what")}</p>
          <TextField
            id={ids.name}
            label={t("column.name")}
            autoComplete="off"
            error={at(problem, "name")}
            value={typed.name}
            onInput={(event) => setTyped({ ...typed, name: event.currentTarget.value })}
          />
          <TextField
            id={ids.email}
            label={t("field.email")}
            hint={t("team.invite.email_hint")}
            type="email"
            autoComplete="off"
            error={at(problem, "email")}
            value={typed.email}
            onInput={(event) => setTyped({ ...typed, email: event.currentTarget.value })}
          />
          <SeatFields
            places={places}
            values={seat}
            problem={problem}
            onChange={(change) => setSeat({ ...seat, ...change })}
          />
        </>
      )}
    </ConfirmedForm>
  );
}
