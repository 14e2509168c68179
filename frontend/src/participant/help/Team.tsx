import type { ComponentChildren } from "preact";

import type { Help } from "../../api";
import { language, t } from "../../i18n";
import { clock, dayInWords, sameClock, deviceZone, weekdayName, zoneName } from "../../i18n/dates";
import { ButtonLink } from "../../ui/Button";
import styles from "./HelpSheet.module.css";
import { office, stretches } from "./hours";

/** The team's numbers and hours. `write`: another way to reach it, after calling. */
export function Team({ help, write }: { help: Help; write?: ComponentChildren }) {
  return (
    <>
      <div class={styles.call}>
        <p>{whetherOpen(help)}</p>
        <Call number={help.phone}>
          {t("help.call", { team: help.team_name })}
          <br />
          <span class={styles.number}>{help.phone_display}</span>
        </Call>
        {write}
        {help.email && (
          <ButtonLink kind="quiet" icon="mail" wide href={`mailto:${help.email}`}>
            {t("help.write")}
          </ButtonLink>
        )}
      </div>
      <Emergency help={help} />
      {help.after_hours_phone && (
        <div class={styles.part}>
          <h3>{t("help.after")}</h3>
          <Call number={help.after_hours_phone} quiet>
            <span class={styles.number}>{shown(help.after_hours_phone)}</span>
          </Call>
        </div>
      )}
      <OfficeHours help={help} />
      <div class={styles.part}>
        <h3>{t("help.where")}</h3>
        <address>
          {help.site_name}
          <br />
          {help.address}
        </address>
      </div>
    </>
  );
}

/** Several teams, for somebody who is not signed in: each with its number, then the emergency. */
export function Teams({ teams }: { teams: readonly [Help, ...Help[]] }) {
  return (
    <>
      {teams.map((help) => (
        <div class={styles.call} key={help.phone}>
          <p>{help.site_name}</p>
          <Call number={help.phone} quiet>
            <span class={styles.number}>{help.phone_display}</span>
          </Call>
        </div>
      ))}
      <Emergency help={teams[0]} />
    </>
  );
}

function Emergency({ help }: { help: Help }) {
  return (
    <div class={styles.emergency}>
      <h3>{t("help.emergency")}</h3>
      <p>{help.emergency_text}</p>
      <ButtonLink kind="danger" icon="phone" href={`tel:${help.emergency_number}`}>
        {t("help.emergency.call", { number: help.emergency_number })}
      </ButtonLink>
    </div>
  );
}

function Call({ number, quiet, children }: { number: string; quiet?: boolean; children: ComponentChildren }) {
  return (
    <ButtonLink kind={quiet ? "quiet" : "primary"} icon="phone" wide href={`tel:${number}`}>
      <span>{children}</span>
    </ButtonLink>
  );
}

/** "+13055550101" as one says it; numbers of other countries stay as they are. */
export function shown(number: string): string {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "$1-$2-$3");
}

function OfficeHours({ help }: { help: Help }) {
  const here = language.value;
  const elsewhere = !sameClock(new Date().toISOString(), help.time_zone, deviceZone());
  return (
    <div class={styles.part}>
      <h3>{t("help.hours")}</h3>
      {help.hours.map((span) =>
        stretches(span.days).map(([first, last]) => (
          <p key={first + span.from}>
            {first === last
              ? weekdayName(here, first)
              : t("help.days", { first: weekdayName(here, first), last: weekdayName(here, last) })}
            {", "}
            {t("help.range", { from: clock(here, span.from), until: clock(here, span.until) })}
          </p>
        )),
      )}
      {elsewhere && <p class={styles.soft}>{t("help.hoursZone", { zone: zoneName(help.time_zone) })}</p>}
    </div>
  );
}

function whetherOpen(help: Help): string {
  const now = office(help.hours, new Date(), help.time_zone);
  if (now.open) return t("help.open");
  if (!now.next) return t("help.closedOnly");
  return t("help.closed", { when: opening(now.next) });
}

function opening({ day, time, inDays }: { day: string; time: string; inDays: number }): string {
  const at = clock(language.value, time);
  if (inDays === 0) return t("help.todayAt", { time: at });
  if (inDays === 1) return t("help.tomorrowAt", { time: at });
  return t("help.dayAt", { day: dayInWords(language.value, day), time: at });
}
