import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { at, refused } from "../data/problem";
import { changed } from "../data/useLoad";
import { ConfirmedForm } from "../factors/ConfirmedForm";
import { t } from "../i18n";
import { Fact, Facts, Section } from "../parts/Facts";
import { When } from "../parts/When";
import { type Colleague, team as server } from "./data";
import { Ways } from "./Marks";
import type { Shows } from "./MemberPanel";
import styles from "./Team.module.css";
import { sayMade, toldOf } from "./told";
import { opens } from "./useDoing";

type Props = Shows & { person: Colleague };

/** The ways in that she has, and a new one for who has lost hers. */
export function SignsIn(props: Props) {
  const { person, doing, acts } = props;
  return (
    <Section
      title={t("team.signs_in")}
      action={
        acts &&
        !person.herself && (
          <Button
            kind="quiet"
            icon="lock"
            {...opens("reset")}
            busy={doing.doing === "reset"}
            onClick={() => doing.open("reset")}
          >
            {t("team.reset")}
          </Button>
        )
      }
    >
      <Facts>
        <Fact name={t("team.ways")}>
          <Ways person={person} />
        </Fact>
        <Fact name={t("team.seen")}>
          {person.signed_in_at ? <When at={person.signed_in_at} /> : t("team.never")}
        </Fact>
      </Facts>
      {person.herself && (
        <p class={styles.soft}>
          {t("team.herself.sign_in")} <a href="/staff/account">{t("team.herself.account")}</a>
        </p>
      )}
      {doing.doing === "reset" && <ResetForm {...props} />}
    </Section>
  );
}

const ids = { reason: "team-reason" };

function ResetForm({ member, person, doing, onTold }: Props) {
  const [id] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState("");
  async function reset(stepUp: string | null) {
    const answer = await server.reset(person.id, id, reason.trim(), stepUp ?? "");
    await changed();
    sayMade();
    doing.close();
    const { told } = toldOf({ id, email: member.email, mailed: false }, answer);
    if (told) onTold({ ...told, id: person.id });
  }
  return (
    <ConfirmedForm
      label={t("team.reset")}
      button={t("team.reset.save")}
      danger
      purpose="manage_team"
      needs
      fields={ids}
      check={() => refused(reason.trim() ? [] : [{ field: "reason", message: t("team.reason.missing") }])}
      act={reset}
      onClose={doing.close}
    >
      {(problem) => (
        <>
          <p>{t("team.reset.what")}</p>
          <TextField
            id={ids.reason}
            label={t("reason")}
            hint={t("team.reset.hint")}
            error={at(problem, "reason")}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
    </ConfirmedForm>
  );
}
