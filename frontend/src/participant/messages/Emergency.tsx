import { t } from "../../i18n";
import { Icon } from "../../ui/Icon";
import { help } from "../data/answers";
import styles from "./Messages.module.css";

/** A message is not for an emergency: the number to call stands wherever one writes. */
export function Emergency() {
  const { data } = help.shown.value;
  if (!data) return <p class={styles.strong}>{t("help.unknown.emergency")}</p>;
  return (
    <a class={styles.emergency} href={`tel:${data.emergency_number}`}>
      <Icon name="phone" size={20} />
      <span>{t("msg.emergency", { number: data.emergency_number })}</span>
    </a>
  );
}
