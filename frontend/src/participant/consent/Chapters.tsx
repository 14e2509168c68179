import type { ConsentStanding, ConsentText } from "../../api";
import { t } from "../../i18n";
import { Icon } from "../../ui/Icon";
import rows from "../../ui/Rows.module.css";
import styles from "./Consent.module.css";
import { chapters, isRead } from "./data";

/** The list of chapters, those that are read ticked. */
export function Chapters({ text, standing }: { text: ConsentText; standing: ConsentStanding }) {
  const all = chapters(text);
  const done = all.filter(({ key }) => isRead(standing, key)).length;
  return (
    <details class={styles.chapters}>
      <summary>{t("consent.chapters", { done, of: all.length })}</summary>
      <ol class={rows.list} lang={text.language}>
        {all.map((chapter) => (
          <li key={chapter.key}>
            <a class={rows.row} href={`/consent/read/${chapter.key}`}>
              {isRead(standing, chapter.key) ? <Icon name="check" /> : <span class={styles.dot} aria-hidden="true" />}
              <span class={rows.words}>
                {chapter.title}
                {isRead(standing, chapter.key) && <span class="visually-hidden">, {t("consent.chapter.read")}</span>}
              </span>
            </a>
          </li>
        ))}
      </ol>
    </details>
  );
}
