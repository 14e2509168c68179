import type { Visit } from "../../api";
import { t } from "../../i18n";
import { ButtonLink } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { capital } from "../visit/parts";
import { title, when } from "../visit/words";
import rows from "../../ui/Rows.module.css";
import styles from "./Today.module.css";

/** The dates after the next one. */
export function Coming({ visits, today }: { visits: readonly Visit[]; today: string }) {
  return (
    <section class={styles.section} aria-labelledby="coming">
      <h2 id="coming">{t("today.coming")}</h2>
      <ul class={rows.list}>
        {visits.map((visit) => (
          <li key={visit.id}>
            <a class={rows.row} href={`/visits/${visit.id}`}>
              <span class={rows.words}>
                <strong>{capital(when(visit, today))}</strong>
                <span class={styles.soft}>{title(visit)}</span>
              </span>
              <Icon name="chevron" />
            </a>
          </li>
        ))}
      </ul>
      <ButtonLink kind="plain" href="/schedule">
        {t("today.all")}
      </ButtonLink>
    </section>
  );
}
