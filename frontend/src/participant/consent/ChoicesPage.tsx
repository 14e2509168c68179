import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { api, type ConsentStanding, type ConsentText, read } from "../../api";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Choices } from "../../ui/Choices";
import { ErrorSummary, type FieldError } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { useResource } from "../data/resource";
import styles from "./Consent.module.css";
import { consent, consentText, nextStep, took } from "./data";

/** The optional uses. None is preset; yes and no look alike. */
export function ChoicesPage() {
  const standing = useResource(consent).data;
  return (
    <Page title={t("consent.choices.title")} lead={t("consent.choices.lead")} back="/consent">
      <Shown of={consentText}>{(text) => standing && <Form text={text} standing={standing} />}</Shown>
    </Page>
  );
}

function Form({ text, standing }: { text: ConsentText; standing: ConsentStanding }) {
  const { route } = useLocation();
  const [made, setMade] = useState<Record<string, boolean>>(standing.progress.choices);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  async function save() {
    if (busy) return;
    const open = text.choices.filter(({ key }) => !(key in made));
    setErrors(open.map(({ key, ask }) => ({ field: `choice-${key}`, message: t("consent.choices.open", { question: ask }) })));
    if (open.length) return;
    setBusy(true);
    setProblem("");
    try {
      const now = await read(api.PUT("/api/me/consent/choices", { body: { version_id: text.version_id, choices: made } }));
      took(now);
      route(nextStep(text, now));
    } catch (failure) {
      setProblem(words(failure));
      setBusy(false);
    }
  }

  return (
    <>
      <ErrorSummary title={t("consent.choices.summary")} errors={errors} />
      {text.choices.map((choice) => (
        <section key={choice.key} class={styles.section} lang={text.language}>
          <Choices
            legend={choice.ask}
            id={`choice-${choice.key}`}
            error={errors.some(({ field }) => field === `choice-${choice.key}`) ? t("consent.choices.one") : undefined}
            value={choice.key in made ? (made[choice.key] ? "yes" : "no") : null}
            choices={[
              { value: "yes", label: choice.yes },
              { value: "no", label: choice.no },
            ]}
            onChange={(value) => setMade({ ...made, [choice.key]: value === "yes" })}
          />
          <p class={styles.soft}>{choice.explain}</p>
        </section>
      ))}
      {problem && (
        <Notice kind="amber" role="alert">
          <p>{problem}</p>
        </Notice>
      )}
      <Button wide busy={busy} onClick={() => void save()}>
        {t("consent.read.next")}
      </Button>
    </>
  );
}
