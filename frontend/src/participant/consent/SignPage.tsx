import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { api, ApiError, type ConsentStanding, type ConsentText, read } from "../../api";
import { languageNames, t } from "../../i18n";
import { ButtonLink } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { TextField } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { useResource } from "../data/resource";
import { StepUp } from "../stepup/StepUp";
import styles from "./Consent.module.css";
import { Copies } from "./Copies";
import { consent, consentText, nextStep, signedText, took } from "./data";

/** The last page before it counts: what is signed, what it means, her name, and a fresh code. */
export function SignPage() {
  const standing = useResource(consent).data;
  const [done, setDone] = useState(false);
  if (done && standing) return <Done standing={standing} />;
  return (
    <Page title={t("consent.sign.title")} back="/consent">
      <Shown of={consentText}>
        {(text) => standing && <Inside text={text} standing={standing} onDone={() => setDone(true)} />}
      </Shown>
    </Page>
  );
}

type Props = { text: ConsentText; standing: ConsentStanding; onDone: () => void };

function Inside({ text, standing, onDone }: Props) {
  if (!standing.to_sign) {
    return (
      <>
        <p>{t("consent.sign.nothing")}</p>
        <ButtonLink href="/consent">{t("consent.toOverview")}</ButtonLink>
      </>
    );
  }
  if (standing.held) return <Held />;
  if (!standing.progress.ready) {
    return (
      <>
        <p>{t("consent.sign.left")}</p>
        <ButtonLink wide href={nextStep(text, standing)}>
          {t("consent.sign.goOn")}
        </ButtonLink>
      </>
    );
  }
  return <Form text={text} standing={standing} onDone={onDone} />;
}

/** Signing waits for an answer she asked for. */
function Held() {
  return (
    <Notice kind="amber">
      <p>{t("consent.held")}</p>
      <ButtonLink kind="quiet" href="/consent">
        {t("consent.held.see")}
      </ButtonLink>
    </Notice>
  );
}

function Form({ text, standing, onDone }: Props) {
  const { route } = useLocation();
  const [id] = useState(() => crypto.randomUUID());
  const [name, setName] = useState("");
  const [error, setError] = useState<string | undefined>();

  function ready(): boolean {
    if (name.trim()) return true;
    setError(t("consent.sign.name.empty"));
    document.getElementById("name")?.focus();
    return false;
  }

  async function sign(stepUp: string) {
    const { version_id, language } = text;
    try {
      took(
        await read(api.POST("/api/me/consent/signature", { body: { id, version_id, language, name: name.trim(), step_up: stepUp } })),
      );
    } catch (failure) {
      if (failure instanceof ApiError && failure.code === "consent_version_changed") {
        await Promise.all([consentText.renew(), consent.renew()]);
        route("/consent?new=1", true);
        return;
      }
      if (failure instanceof ApiError && failure.code === "name_differs") {
        setError(failure.field("name"));
        document.getElementById("name")?.focus();
      }
      throw failure;
    }
    void signedText.renew();
    onDone();
  }

  return (
    <>
      <Card>
        <div class={styles.review}>
          <Row label={t("consent.sign.text")}>
            <span lang={text.language}>{text.title}</span>. {t("consent.sign.version", { version: text.version })},{" "}
            {(languageNames as Record<string, string>)[text.language] ?? text.language}
          </Row>
          {text.choices.map((choice) => (
            <Row key={choice.key} label={choice.ask} lang={text.language}>
              {standing.progress.choices[choice.key] ? choice.yes : choice.no}
            </Row>
          ))}
        </div>
        {text.choices.length > 0 && (
          <ButtonLink kind="plain" href="/consent/choices">
            {t("consent.sign.change")}
          </ButtonLink>
        )}
      </Card>
      <section class={styles.section} aria-labelledby="meaning">
        <h2 id="meaning">{t("consent.sign.meaning")}</h2>
        <p class={styles.meaning} lang={text.language}>
          {text.meaning}
        </p>
        {text.notice && <p class={styles.sample}>{text.notice}</p>}
      </section>
      <TextField
        id="name"
        label={t("consent.sign.name")}
        hint={t("consent.sign.name.hint", { name: standing.name })}
        error={error}
        autocomplete="name"
        maxLength={200}
        value={name}
        onInput={(event) => {
          setName(event.currentTarget.value);
          setError(undefined);
        }}
      />
      <StepUp purpose="sign_consent" action={t("consent.sign.do")} ready={ready} onConfirmed={sign} />
    </>
  );
}

function Row({ label, lang, children }: { label: string; lang?: string; children: preact.ComponentChildren }) {
  return (
    <div lang={lang}>
      <p class={styles.soft}>{label}</p>
      <p>{children}</p>
    </div>
  );
}

function Done({ standing }: { standing: ConsentStanding }) {
  return (
    <Page title={t("consent.done.title")} lead={standing.awaited.length ? t("consent.done.next") : t("consent.done.all")} back="/consent">
      <Notice kind="green">
        <p>{t("consent.done.copy")}</p>
      </Notice>
      <Copies copies={standing.copies.slice(0, 1)} />
      <ButtonLink wide href="/">
        {t("consent.done.home")}
      </ButtonLink>
    </Page>
  );
}
