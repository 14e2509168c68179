import { t } from "../../i18n";
import { useResource } from "../data/resource";
import { reminders } from "./data";

/** For the list under More: whether this phone is notified. */
export function RemindersHint() {
  const { data } = useResource(reminders);
  if (!data) return <>{t("more.reminders.hint")}</>;
  return <>{t(data.devices.some(({ current }) => current) ? "more.reminders.on" : "more.reminders.off")}</>;
}
