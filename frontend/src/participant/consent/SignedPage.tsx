import { useEffect } from "preact/hooks";

import type { SignedText } from "../../api";
import { language, t } from "../../i18n";
import { dayIn, momentInWords } from "../../i18n/dates";
import { Card } from "../../ui/Card";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { Blocks } from "./Blocks";
import styles from "./Consent.module.css";
import { Copies } from "./Copies";
import { copyOf } from "./copies";
import { chapters, signedText } from "./data";

/** What she signed, word for word, also without a connection. */
export function SignedPage() {
  return (
    <Page title={t("consent.signed.title")} back="/consent">
      <Shown of={signedText}>{(signed) => <Signed signed={signed} />}</Shown>
    </Page>
  );
}

function Signed({ signed }: { signed: SignedText }) {
  const { text } = signed;
  useEffect(() => {
    // So that the documents, too, are here when there is no connection.
    for (const { id } of signed.copies) void copyOf(id).catch(() => {});
  }, [signed.copies]);
  return (
    <>
      {text.notice && <p class={styles.sample}>{text.notice}</p>}
      <Copies copies={signed.copies} />
      <section class={styles.section} aria-labelledby="signatures">
        <h2 id="signatures">{t("consent.signatures")}</h2>
        {signed.signatures.map((signature) => (
          <Card key={signature.role}>
            <p class={styles.count}>{t(`consent.role.${signature.role}`)}</p>
            <p class={styles.strong}>{signature.printed_name}</p>
            <p>
              {momentInWords(language.value, signature.signed_at, signature.time_zone, dayIn(signature.signed_at, "UTC"))} (
              {signature.time_zone})
            </p>
            <p class={styles.soft} lang={text.language}>
              {signature.meaning}
            </p>
          </Card>
        ))}
        {signed.awaited.map((role) => (
          <p key={role} class={styles.soft}>
            {t("consent.awaited", { who: t(`consent.role.${role}`) })}
          </p>
        ))}
      </section>
      <article class={styles.whole} lang={text.language}>
        <h2>{text.title}</h2>
        {chapters(text).map((chapter) => (
          <section key={chapter.key} class={styles.section}>
            <h3>{chapter.title}</h3>
            <Blocks blocks={chapter.blocks} glossary={text.glossary} lang={text.language} />
          </section>
        ))}
        {text.choices.map((choice) => (
          <section key={choice.key}>
            <h3>{choice.ask}</h3>
            <p>{signed.choices[choice.key] ? choice.yes : choice.no}</p>
          </section>
        ))}
      </article>
    </>
  );
}
