import { t } from "../../i18n";
import { Mark } from "../../parts/Mark";
import table from "../../parts/Table.module.css";
import type { Element, VersionDetail } from "../data";
import styles from "./Texts.module.css";
import { titlesOf } from "./titles";

/** What the regulations ask for, and which chapters carry it. */
export function Elements({ detail }: { detail: VersionDetail }) {
  const titles = titlesOf(detail.texts);
  const missing = detail.elements.filter(({ required, sections }) => required && !sections.length).length;
  return (
    <>
      <p class={styles.soft}>{t("text.elements.hint")}</p>
      {missing > 0 && (
        <p>
          <Mark icon="alert" tone="red">
            {t("text.elements.missing", { n: missing })}
          </Mark>
        </p>
      )}
      <table class={`${table.table} ${styles.table}`}>
        <caption class="visually-hidden">{t("text.elements")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("text.element")}</th>
            <th scope="col">{t("text.element.name")}</th>
            <th scope="col">{t("text.element.sections")}</th>
          </tr>
        </thead>
        <tbody>
          {detail.elements.map((element) => (
            <tr key={element.element}>
              <th scope="row" class={table.nowrap}>
                {element.element}
              </th>
              <td>{element.name}</td>
              <td>
                <Carried element={element} titles={titles} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Carried({ element, titles }: { element: Element; titles: ReadonlyMap<string, string> }) {
  if (element.sections.length) return <>{element.sections.map((key) => titles.get(key) ?? key).join(", ")}</>;
  if (!element.required) return <span class={styles.soft}>{t("text.element.optional")}</span>;
  return (
    <Mark icon="alert" tone="red">
      {t("text.element.missing")}
    </Mark>
  );
}
