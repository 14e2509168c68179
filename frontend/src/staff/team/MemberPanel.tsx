import type { Loaded } from "../data/useLoad";
import { t } from "../i18n";
import { Panel } from "../parts/Panel";
import { Empty, Shown } from "../parts/Shown";
import { can } from "../session/session";
import { Again } from "./Again";
import { CodeCard } from "./CodeCard";
import type { Team } from "./data";
import { Earlier, Roles } from "./Roles";
import { Invitations } from "./Invitations";
import { StateMark } from "./Marks";
import type { Member } from "./members";
import { SignsIn } from "./SignsIn";
import styles from "./Team.module.css";
import type { Told } from "./told";
import { useDoing } from "./useDoing";

type Props = {
  loaded: Loaded<Team>;
  member: Member | null;
  told: Told | null;
  onTold: (told: Told) => void;
  onHide: () => void;
  onClose: () => void;
};

/** What the sections of a panel share: whom it is about, and which form is open. */
export type Shows = {
  member: Member;
  team: Team;
  doing: ReturnType<typeof useDoing>;
  /** Whether the admin may change anything. */
  acts: boolean;
  onTold: (told: Told) => void;
  onClose: () => void;
};

/** One person: her roles, how she signs in, and her invitations. */
export function MemberPanel({ loaded, member, told, onTold, onHide, onClose }: Props) {
  const doing = useDoing();
  const title = member?.name ?? t(loaded.error ? "panel.failed" : loaded.data ? "team.gone" : "loading");
  return (
    <Panel
      name={member?.email ?? ""}
      title={title}
      onClose={onClose}
      under={
        member && (
          <div class={styles.under}>
            <StateMark state={member.state} />
            <a href={`mailto:${member.email}`}>{member.email}</a>
          </div>
        )
      }
    >
      <Shown of={loaded} lines={6}>
        {(team) => {
          if (!member) {
            return (
              <Empty title={t("team.gone")}>
                <p>{t("team.gone.text")}</p>
              </Empty>
            );
          }
          const shows: Shows = { member, team, doing, acts: can("team.write"), onTold, onClose };
          return (
            <>
              {told && <CodeCard told={told} onHide={onHide} />}
              {member.invitations.length > 0 && <Invitations {...shows} />}
              {member.person && <Roles {...shows} person={member.person} />}
              {member.person && <SignsIn {...shows} person={member.person} />}
              {member.state === "left" && <Again {...shows} />}
              {member.ended.length > 0 && <Earlier {...shows} />}
            </>
          );
        }}
      </Shown>
    </Panel>
  );
}
