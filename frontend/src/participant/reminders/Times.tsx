import type { OwnReminders } from "../../api";
import { language, t } from "../../i18n";
import { clock, zoneName } from "../../i18n/dates";
import { Choices } from "../../ui/Choices";
import { Choice, Said } from "./Choice";
import { DAYTIME, HOURS, hoursWith, NIGHT, type Quiet, quietKind } from "./hours";
import styles from "./Reminders.module.css";
import type { Wishes } from "./useWishes";

type Props = { given: OwnReminders; wishes: Wishes };

/** At what time of day she is told, when she is not disturbed, and on which clock. */
export function Times({ given, wishes }: Props) {
  return (
    <section class={styles.section} aria-labelledby="times">
      <h2 id="times">{t("rem.times")}</h2>
      <Hour given={given} wishes={wishes} />
      <QuietHours given={given} wishes={wishes} />
      <div class={styles.choice}>
        <Choices
          legend={t("rem.clock")}
          value={wishes.wished.follow_phone ? "phone" : "home"}
          choices={[
            { value: "home", label: t("rem.clock.home", { zone: zoneName(given.home_zone) }) },
            { value: "phone", label: t("rem.clock.phone") },
          ]}
          onChange={(value) => wishes.change("clock", { follow_phone: value === "phone" })}
        />
        <Said at="clock" wishes={wishes} />
      </div>
    </section>
  );
}

const inWords = (time: string) => clock(language.value, time);

function Hour({ given, wishes }: Props) {
  const { hour } = wishes.wished;
  return (
    <Choice
      id="hour"
      wishes={wishes}
      label={t("rem.hour")}
      hint={`${t("rem.hour.hint")} ${t("rem.hour.says", { time: inWords(given.usual_hour) })}`}
      error={wishes.error("hour")}
      value={hour ?? ""}
      onChange={(value) => wishes.change("hour", { hour: value === "" ? null : value })}
    >
      <option value="">{t("rem.hour.usual")}</option>
      <Hours from={hoursWith(DAYTIME, hour)} />
    </Choice>
  );
}

function Hours({ from }: { from: readonly string[] }) {
  return (
    <>
      {from.map((time) => (
        <option value={time} key={time}>
          {inWords(time)}
        </option>
      ))}
    </>
  );
}

function QuietHours({ given, wishes }: Props) {
  const { quiet } = wishes.wished;
  const kind = quietKind(quiet);
  const usual = given.usual_quiet;
  const says =
    quietKind(usual) === "none"
      ? t("rem.quiet.saysNone")
      : t("rem.quiet.says", { from: inWords(usual.begins), until: inWords(usual.ends) });

  function choose(wanted: string) {
    const own = quietKind(usual) === "own" ? usual : NIGHT;
    const none = { begins: "00:00", ends: "00:00" };
    wishes.change("quiet", { quiet: { own, none }[wanted] ?? null });
  }

  return (
    <>
      <Choice
        id="quiet"
        wishes={wishes}
        label={t("rem.quiet")}
        hint={`${t("rem.quiet.hint")} ${says}`}
        error={wishes.error("quiet")}
        value={kind}
        onChange={choose}
      >
        <option value="usual">{t("rem.quiet.usual")}</option>
        <option value="own">{t("rem.quiet.own")}</option>
        <option value="none">{t("rem.quiet.none")}</option>
      </Choice>
      {quiet && kind === "own" && <OwnHours quiet={quiet} wishes={wishes} />}
    </>
  );
}

function OwnHours({ quiet, wishes }: { quiet: Quiet; wishes: Wishes }) {
  const choices = [
    { end: "begins", label: t("rem.quiet.from"), other: quiet.ends },
    { end: "ends", label: t("rem.quiet.until"), other: quiet.begins },
  ] as const;
  return (
    <div class={styles.pair}>
      {choices.map(({ end, label, other }) => (
        <Choice
          key={end}
          id={`quiet-${end}`}
          wishes={wishes}
          label={label}
          value={quiet[end]}
          onChange={(value) => wishes.change(`quiet-${end}`, { quiet: { ...quiet, [end]: value } })}
        >
          {/* Both ends the same would mean that there are none. */}
          <Hours from={hoursWith(HOURS, quiet[end]).filter((time) => time !== other)} />
        </Choice>
      ))}
    </div>
  );
}
