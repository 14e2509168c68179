import { t } from "../i18n";
import { Mark } from "../parts/Mark";
import { momentWords } from "../words/dates";
import type { Told } from "./data";
import styles from "./Reminders.module.css";

/** Who is told, on how many devices, and what differs from how the study does it. */
export function ToldList({ told, zone }: { told: readonly Told[]; zone: string }) {
  return (
    <ul class={styles.notices}>
      {told.map((one) => (
        <li key={one.account_id}>
          <p class={styles.inline}>
            <strong>{one.name}</strong>
            <span class={styles.soft}>{t(`reminders.told.${one.role}`)}</span>
            {one.unreached_since && (
              <Mark icon="alert" tone="red">
                {t("reminders.unreached.her", { name: one.name })} ({t("reminders.unreached.since")}{" "}
                {momentWords(one.unreached_since, zone)})
              </Mark>
            )}
          </p>
          <p class={`${styles.inline} ${styles.soft}`}>
            <Mark icon={one.devices ? "device" : "mail"} tone="soft">
              {one.devices ? t("reminders.devices", { n: one.devices }) : t("reminders.devices.none")}
            </Mark>
            <span>{choicesOf(one)}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}

/** "Message: turned off; Visit: by e-mail" */
function choicesOf({ choices }: Told): string {
  if (!choices.length) return t("reminders.choices.usual");
  return choices
    .map(({ about, choice }) => t(`reminders.choice.${choice}`, { about: t(`reminders.about.${about}`) }))
    .join("; ");
}
