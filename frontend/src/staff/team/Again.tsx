import { Button } from "../../ui/Button";
import { t } from "../i18n";
import { Section } from "../parts/Facts";
import { InviteForm } from "./InvitePanel";
import type { Shows } from "./MemberPanel";
import { opens } from "./useDoing";

/** Who has left comes back by an invitation, as somebody new does. */
export function Again({ member, team, doing, acts, onTold }: Shows) {
  const { name, email } = member;
  return (
    <Section title={t("team.left.title")}>
      <p>{t("team.left.text")}</p>
      {doing.doing === "again" && (
        <InviteForm places={team.places} who={{ name, email }} onClose={doing.close} onTold={onTold} />
      )}
      {acts && !doing.doing && (
        <div>
          <Button kind="quiet" icon="mail" {...opens("again")} onClick={() => doing.open("again")}>
            {t("joining.invite_again")}
          </Button>
        </div>
      )}
    </Section>
  );
}
