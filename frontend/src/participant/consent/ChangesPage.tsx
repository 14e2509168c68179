import { useEffect, useRef } from "preact/hooks";

import type { ConsentText } from "../../api";
import { t } from "../../i18n";
import { ButtonLink } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import styles from "./Consent.module.css";
import { consentText, tell } from "./data";

/** What is different from the text she signed, chapter by chapter. */
export function ChangesPage() {
  return (
    <Page title={t("consent.changes.title")} lead={t("consent.changes.lead")} back="/consent">
      <Shown of={consentText}>{(text) => <Changes text={text} />}</Shown>
    </Page>
  );
}

type Change = ConsentText["changes"][number];

function Changes({ text }: { text: ConsentText }) {
  const told = useRef("");
  useEffect(() => {
    if (!text.changes.length || told.current === text.version_id) return;
    told.current = text.version_id;
    tell(text, { kind: "changes", section: null, seconds: 0 });
  }, [text]);
  return (
    <>
      {text.changes.map((change) => (
        <Card key={change.section}>
          <p class={styles.count}>{t(`consent.changes.${change.kind}`)}</p>
          <h2 lang={text.language}>{change.title}</h2>
          {change.summary && (
            <p class={styles.summary} lang={text.language}>
              {change.summary}
            </p>
          )}
          {change.kind === "changed" && <Words change={change} lang={text.language} />}
          {change.kind !== "removed" && (
            <ButtonLink kind="quiet" href={`/consent/read/${change.section}`}>
              {t("consent.changes.read")}
            </ButtonLink>
          )}
        </Card>
      ))}
      {!text.changes.length && <p>{t("consent.changes.none")}</p>}
      <ButtonLink wide href="/consent">
        {t("consent.changes.done")}
      </ButtonLink>
    </>
  );
}

/** New words underlined, removed ones struck out, and both said in words for who cannot see it. */
function Words({ change, lang }: { change: Change; lang: string }) {
  return (
    <div class={styles.text} lang={lang}>
      {change.blocks.map((block, at) => (
        <p key={at}>
          {block.map((piece, index) => {
            if (piece.mark === "added") {
              return (
                <ins key={index}>
                  <span class="visually-hidden">{t("consent.changes.from")} </span>
                  {piece.text}
                  <span class="visually-hidden"> {t("consent.changes.to")}</span>
                </ins>
              );
            }
            if (piece.mark === "removed") {
              return (
                <del key={index}>
                  <span class="visually-hidden">{t("consent.changes.gone")} </span>
                  {piece.text}
                </del>
              );
            }
            return <span key={index}>{piece.text}</span>;
          })}
        </p>
      ))}
    </div>
  );
}
