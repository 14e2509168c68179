import { useState } from "preact/hooks";

import { language, languageNames, languages, t, type Language } from "../../i18n";
import { deviceZone, sameClock, zoneName } from "../../i18n/dates";
import { Button } from "../../ui/Button";
import { Choices } from "../../ui/Choices";
import { TextField } from "../../ui/Field";
import { Page } from "../app/Page";
import { chooseLanguage } from "../data/session";
import styles from "../signin/SignIn.module.css";
import type { Chosen, Invited } from "./data";

type Props = { invited: Invited; chosen: Chosen; problem: string; onChosen: (chosen: Chosen) => void };

/** The language, and whose clock where there are two. A name only where nobody has told it yet. */
export function LanguageStep({ invited, chosen, problem, onChosen }: Props) {
  const here = deviceZone();
  const elsewhere = !sameClock(new Date().toISOString(), invited.time_zone, here);
  const [zone, setZone] = useState<"clinic" | "phone">("phone");
  const [name, setName] = useState(chosen.name);
  const [error, setError] = useState(problem);

  function send(event: Event) {
    event.preventDefault();
    if (invited.asks_name && !name.trim()) return setError(t("join.name.missing"));
    onChosen({ language: language.peek(), zone: elsewhere && zone === "phone" ? here : null, name: name.trim() });
  }

  return (
    <Page title={t("join.language.title")} key="language">
      <form class={styles.form} onSubmit={send} noValidate>
        <Choices<Language>
          legend={t("join.language.title")}
          hideLegend
          value={language.value}
          choices={languages.map((one) => ({ value: one, label: languageNames[one], lang: one }))}
          onChange={(one) => void chooseLanguage(one)}
        />
        {elsewhere && (
          <Choices
            legend={t("join.zone")}
            value={zone}
            choices={[
              { value: "phone", label: t("join.zone.phone", { zone: zoneName(here) }) },
              { value: "clinic", label: t("join.zone.clinic") },
            ]}
            onChange={setZone}
          />
        )}
        {invited.asks_name && (
          <TextField
            label={t("join.name")}
            error={error || undefined}
            name="name"
            autocomplete="name"
            maxLength={200}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        )}
        <Button type="submit" wide>
          {t("app.continue")}
        </Button>
      </form>
    </Page>
  );
}
