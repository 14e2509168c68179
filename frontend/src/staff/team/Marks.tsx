import type { IconName } from "../../ui/Icon";
import { t, type TextKey } from "../i18n";
import { Mark } from "../parts/Mark";
import type { Colleague } from "./data";
import type { State } from "./members";
import styles from "./Team.module.css";

type Look = { icon: IconName; tone: "green" | "amber" | "teal" | "soft"; text: TextKey };

const looks: Record<State, Look> = {
  in: { icon: "check", tone: "green", text: "team.state.in" },
  reset: { icon: "lock", tone: "amber", text: "team.state.reset" },
  invited: { icon: "mail", tone: "teal", text: "team.state.invited" },
  expired: { icon: "clock", tone: "amber", text: "team.state.expired" },
  left: { icon: "signout", tone: "soft", text: "team.state.left" },
};

export function StateMark({ state }: { state: State }) {
  const { icon, tone, text } = looks[state];
  return (
    <Mark icon={icon} tone={tone}>
      {t(text)}
    </Mark>
  );
}

/** The ways to sign in that she has set up. */
export function Ways({ person }: { person: Colleague | null }) {
  if (!person) return null;
  const { passkeys, password, app } = person.factors;
  const ways = [
    passkeys > 0 && t("team.way.passkeys", { n: passkeys, count: passkeys }),
    password && t("team.way.password"),
    app && t("team.way.app"),
  ].filter(Boolean);
  if (!ways.length) return <span class={styles.soft}>{t("team.way.none")}</span>;
  return <>{ways.join(", ")}</>;
}
