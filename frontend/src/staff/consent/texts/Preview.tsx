import { useLocation } from "preact-iso";

import { Notice } from "../../../ui/Notice";
import { addressWith } from "../../data/address";
import { t } from "../../i18n";
import { Tabs } from "../../parts/Tabs";
import { languageName } from "../../participants/words";
import type { VersionText } from "../data";
import { Changes } from "./Changes";
import styles from "./Texts.module.css";
import { sectionsOf } from "./titles";

/** The text as it is read, in each language, and what it changes in the version before. */
export function Preview({ texts }: { texts: readonly VersionText[] }) {
  const { path, query } = useLocation();
  const text = texts.find(({ language }) => language === query.language) ?? texts[0];
  if (!text) return null;
  const changes = query.view === "changes" && text.changes.length > 0;
  const to = (language: string, view: string) => addressWith(path, {}, { language, view });
  return (
    <>
      <Tabs
        label={t("text.preview.parts")}
        current={`${text.language}/${changes ? "changes" : ""}`}
        tabs={texts.flatMap(({ language, changes: found }) => [
          { key: `${language}/`, label: languageName(language), href: to(language, "") },
          ...(found.length
            ? [
                {
                  key: `${language}/changes`,
                  label: t("text.preview.changes", { language: languageName(language) }),
                  href: to(language, "changes"),
                  count: found.length,
                },
              ]
            : []),
        ])}
      />
      <article class={styles.preview} lang={text.language}>
        {text.notice && (
          <Notice kind="amber" icon="alert">
            <p>{text.notice}</p>
          </Notice>
        )}
        <h3>{text.title}</h3>
        {changes ? <Changes changes={text.changes} /> : <Whole text={text} />}
      </article>
    </>
  );
}

function Whole({ text }: { text: VersionText }) {
  return (
    <>
      {sectionsOf(text).map((section) => (
        <section key={section.key}>
          <h4>{section.title}</h4>
          {section.blocks.map((block, at) => {
            const items = block.items.map((spans) =>
              spans.map((span, index) => (span.strong ? <strong key={index}>{span.text}</strong> : span.text)),
            );
            return block.kind === "list" ? (
              <ul key={at}>
                {items.map((item, index) => (
                  <li key={index}>{item}</li>
                ))}
              </ul>
            ) : (
              <p key={at}>{items}</p>
            );
          })}
        </section>
      ))}
      {text.choices.length > 0 && (
        <section lang="en">
          <h4>{t("text.choices")}</h4>
          <ul lang={text.language}>
            {text.choices.map((choice) => (
              <li key={choice.key}>
                {choice.ask} {choice.explain} ({t("text.choice.answers", { yes: choice.yes, no: choice.no })})
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
