import { useEffect, useRef } from "preact/hooks";

import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { t } from "../i18n";
import { Actions, Fact, Facts, Section } from "../parts/Facts";
import { languageName } from "../participants/words";
import styles from "./Announce.module.css";
import { type Preview, readersWords } from "./announcing";
import { OnPhone } from "./OnPhone";

type Texts = { title: Record<string, string>; text: Record<string, string> };
type Props = { preview: Preview; input: Texts; busy: boolean; onSend: () => void; onEdit: () => void };

/** Whom it reaches, what their phones and mails will say, and how it reads, before it goes. */
export function AnnouncePreview({ preview, input, busy, onSend, onEdit }: Props) {
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => head.current?.focus(), []);
  const { recipients, missing, languages } = preview;
  const ready = recipients > 0 && missing.length === 0;
  return (
    <>
      <div ref={head} tabIndex={-1} class={styles.reach}>
        <Notice kind={recipients ? "amber" : "red"} role="status">
          <p>
            <strong>{t("announce.reaches", { n: recipients })}</strong>
          </p>
          {recipients ? <p>{readersWords(preview).join("; ")}</p> : <p>{t("announce.reaches.nobody")}</p>}
        </Notice>
        {missing.length > 0 && (
          <Notice kind="red" role="alert">
            <p>{t("announce.missing.languages", { languages: missing.map(languageName).join(", ") })}</p>
          </Notice>
        )}
      </div>
      <Section title={t("announce.lock_screen")}>
        <p class={styles.soft}>{t("announce.lock_screen.hint")}</p>
        <Facts>
          {languages.map((key) => (
            <Fact key={key} name={languageName(key)}>
              <p lang={key}>
                <strong>{preview.lock_screen[key]}</strong>
              </p>
              <p lang={key} class={styles.mail}>
                {preview.mail[key]}
              </p>
            </Fact>
          ))}
        </Facts>
      </Section>
      <Section title={t("announce.on_phone")}>
        <div class={styles.languages}>
          {languages.map((key) => (
            <OnPhone
              key={key}
              language={languageName(key)}
              lang={key}
              title={input.title[key] ?? ""}
              text={input.text[key] ?? ""}
              at={new Date().toISOString()}
            />
          ))}
        </div>
      </Section>
      <Actions>
        {ready && (
          <Button busy={busy} onClick={onSend}>
            {t("announce.send", { n: recipients })}
          </Button>
        )}
        <Button kind="quiet" icon="edit" onClick={onEdit}>
          {t("announce.edit")}
        </Button>
        {ready && <span class={styles.soft}>{t("announce.send.hint")}</span>}
      </Actions>
    </>
  );
}
