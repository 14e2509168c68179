import type { NotifiedDevice } from "../../api";
import { language, t } from "../../i18n";
import { dayIn, dayInWords, deviceZone } from "../../i18n/dates";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import styles from "./Reminders.module.css";

/** A device that is notified, since when, and the way to turn it off. */
export function DeviceRow({ device, onOff }: { device: NotifiedDevice; onOff: () => void }) {
  const zone = deviceZone();
  const today = dayIn(new Date().toISOString(), zone);
  const when = dayInWords(language.value, dayIn(device.made_at, zone), today);
  return (
    <li class={styles.device}>
      <Icon name="device" />
      <span class={styles.deviceWords}>
        <span>{device.label}</span>
        {device.current && <span class={styles.badge}>{t("rem.devices.this")}</span>}
        <span class={styles.soft}>{t("rem.devices.since", { when })}</span>
      </span>
      <Button kind="quiet" aria-label={t("rem.turnOff.what", { device: device.label })} onClick={onOff}>
        {t("rem.turnOff")}
      </Button>
    </li>
  );
}
