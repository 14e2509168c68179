import { t } from "../../i18n";
import { ButtonLink } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { help } from "../data/answers";
import { useResource } from "../data/resource";
import { office } from "../help/hours";
import { shown } from "../help/Team";
import styles from "./Symptoms.module.css";

/** Calls for not waiting: the team's number, the one that is answered now, and the emergency number. Works offline. */
export function CallNow() {
  return (
    <section class={styles.callNow} aria-labelledby="call-now">
      <h2 id="call-now">
        <Icon name="phone" />
        {t("callnow.title")}
      </h2>
      <p>{t("callnow.body")}</p>
      <Numbers />
    </section>
  );
}

/** How to reach the team now. */
export function Numbers() {
  const { data } = useResource(help);
  if (!data) {
    return (
      <>
        <p>{t("help.unknown")}</p>
        <p>{t("help.unknown.emergency")}</p>
      </>
    );
  }
  const late = office(data.hours, new Date(), data.time_zone).open ? null : data.after_hours_phone;
  return (
    <>
      {late && <p>{t("callnow.closed")}</p>}
      <ButtonLink wide icon="phone" href={`tel:${late ?? data.phone}`}>
        <span>
          {t("help.call", { team: data.team_name })}
          <br />
          <span class={styles.number}>{late ? shown(late) : data.phone_display}</span>
        </span>
      </ButtonLink>
      <ButtonLink wide kind="danger" icon="phone" href={`tel:${data.emergency_number}`}>
        {t("help.emergency.call", { number: data.emergency_number })}
      </ButtonLink>
    </>
  );
}
