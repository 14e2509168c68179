import { t } from "../../i18n";
import { Mark } from "../../parts/Mark";
import table from "../../parts/Table.module.css";
import { languageName } from "../../participants/words";
import type { Grade, VersionDetail } from "../data";
import styles from "./Texts.module.css";
import { titlesOf } from "./titles";

/** How hard each chapter reads in each language; what is over the target is marked. */
export function Grades({ detail }: { detail: VersionDetail }) {
  const languages = detail.texts.map(({ language }) => language);
  const titles = [...titlesOf(detail.texts)];
  const of = (section: string, language: string) =>
    detail.grades.find((grade) => grade.section === section && grade.language === language);
  return (
    <>
      <p class={styles.soft}>{t("text.grades.hint")}</p>
      <table class={`${table.table} ${styles.table}`}>
        <caption class="visually-hidden">{t("text.grades")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("text.grade.section")}</th>
            {languages.map((language) => (
              <th scope="col" key={language}>
                {languageName(language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {titles.map(([key, title]) => (
            <tr key={key}>
              <th scope="row">{title}</th>
              {languages.map((language) => (
                <td key={language} class={table.numbers}>
                  <Value grade={of(key, language)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Value({ grade }: { grade: Grade | undefined }) {
  if (!grade) return null;
  // The check gives 0 where there are too few words to measure.
  if (grade.value === 0 && grade.ok) return <span class={styles.soft}>{t("text.grade.short")}</span>;
  if (grade.ok) return <>{grade.value}</>;
  return (
    <Mark icon="alert" tone="amber">
      {t("text.grade.off", { value: grade.value })}
    </Mark>
  );
}
