import type { ChangeReminders, OwnReminders } from "../../api";
import { t } from "../../i18n";
import { Choice } from "./Choice";
import styles from "./Reminders.module.css";
import type { Wishes } from "./useWishes";

type Chosen = ChangeReminders["choices"][number];

const WAYS: readonly Chosen["choice"][] = ["push", "mail", "none"];

/** For each kind how she is told of it; what is for her safety she is always told. */
export function Kinds({ kinds, wishes }: { kinds: OwnReminders["kinds"]; wishes: Wishes }) {
  const { choices } = wishes.wished;

  function choose(about: Chosen["about"], choice: string) {
    const wanted = WAYS.find((way) => way === choice);
    if (!wanted) return;
    const changed = choices.map((one) => (one.about === about ? { about, choice: wanted } : one));
    wishes.change(about, { choices: changed });
  }

  return (
    <section class={styles.section} aria-labelledby="kinds">
      <h2 id="kinds">{t("rem.kinds")}</h2>
      <p class={styles.soft}>{t("rem.kinds.lead")}</p>
      {kinds.map(({ about, required }) => (
        <Choice
          key={about}
          id={about}
          wishes={wishes}
          label={t(`rem.about.${about}`)}
          hint={required ? t("rem.always") : undefined}
          value={choices.find((one) => one.about === about)?.choice ?? "push"}
          onChange={(choice) => choose(about, choice)}
        >
          {WAYS.filter((way) => way !== "none" || !required).map((way) => (
            <option value={way} key={way}>
              {t(`rem.how.${way}`)}
            </option>
          ))}
        </Choice>
      ))}
    </section>
  );
}
