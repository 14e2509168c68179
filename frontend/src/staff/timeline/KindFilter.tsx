import { Icon, type IconName } from "../../ui/Icon";
import { t } from "../i18n";
import type { Kind } from "./data";
import { looks, toggled } from "./kinds";
import styles from "./KindFilter.module.css";

type Props = { all: readonly Kind[]; chosen: readonly Kind[]; onChange: (kinds: string) => void };

/** Which kinds are shown: everything, or those that are pressed. Only what she may read is offered. */
export function KindFilter({ all, chosen, onChange }: Props) {
  return (
    <div class={styles.kinds} role="group" aria-label={t("timeline.show")}>
      <Toggle on={chosen.length === 0} icon="schedule" text={t("timeline.all")} onPress={() => onChange("")} />
      {all.map((kind) => (
        <Toggle
          key={kind}
          on={chosen.includes(kind)}
          icon={looks[kind].icon}
          text={t(looks[kind].text)}
          onPress={() => onChange(toggled(chosen, kind))}
        />
      ))}
    </div>
  );
}

function Toggle({ on, icon, text, onPress }: { on: boolean; icon: IconName; text: string; onPress: () => void }) {
  return (
    <button type="button" class={styles.kind} aria-pressed={on} onClick={onPress}>
      <Icon name={on ? "check" : icon} size={16} />
      {text}
    </button>
  );
}
