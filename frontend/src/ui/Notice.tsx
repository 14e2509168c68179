import type { ComponentChildren } from "preact";

import { Icon, type IconName } from "./Icon";
import styles from "./Notice.module.css";

const icons = { info: "info", amber: "clock", red: "alert", green: "check" } as const;

type Props = {
  kind?: keyof typeof icons;
  icon?: IconName;
  /** status: read out when there is time; alert: at once. Without it the notice is plain text. */
  role?: "status" | "alert";
  children: ComponentChildren;
};

/** A sentence that matters: tint, icon and words together, never the colour alone. */
export function Notice({ kind = "info", icon, role, children }: Props) {
  return (
    <div class={[styles.notice, kind !== "info" && styles[kind]].filter(Boolean).join(" ")} role={role}>
      <Icon name={icon ?? icons[kind]} />
      <div class={styles.body}>{children}</div>
    </div>
  );
}
