import { useRef, useState } from "preact/hooks";

import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { LanguageSwitch } from "../app/LanguageSwitch";
import { Page } from "../app/Page";
import styles from "../signin/SignIn.module.css";
import { LENGTH, lettersIn } from "./data";

type Props = { code: string; problem: string; onCode: (code: string) => void };

export function CodeStep({ code, problem, onCode }: Props) {
  const [typed, setTyped] = useState(code);
  const [error, setError] = useState(problem);
  const form = useRef<HTMLFormElement>(null);

  function send(event: Event) {
    event.preventDefault();
    const n = lettersIn(typed);
    if (n === LENGTH) return onCode(typed);
    setError(t("join.code.short", { n }));
    form.current?.querySelector("input")?.focus();
  }

  return (
    <Page title={t("join.title")} lead={t("join.lead")} back="/" key="code">
      <form class={styles.form} ref={form} onSubmit={send} noValidate>
        <TextField
          label={t("join.code")}
          hint={t("join.code.hint")}
          error={error || undefined}
          name="invitation"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          maxLength={60}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" wide>
          {t("app.continue")}
        </Button>
      </form>
      <LanguageSwitch />
    </Page>
  );
}
