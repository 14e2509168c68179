import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { setTheme, theme, type Theme } from "../../ui/prefs";
import { t } from "../i18n";
import { SignInFactors } from "../factors/SignInFactors";
import { Choices } from "../parts/Choices";
import { Fact, Facts, Section } from "../parts/Facts";
import { Page } from "../parts/Page";
import { me, signOut } from "../session/session";
import styles from "./Account.module.css";
import { Devices } from "./Devices";

const themes: readonly Theme[] = ["auto", "light", "dark"];

/** The person at the desk: who, in which roles, how it looks, on which devices. */
export function AccountPage() {
  const [look, setLook] = useState(theme());
  const person = me.value;
  if (!person) return null;
  return (
    <Page
      title={person.account.name}
      actions={
        <Button kind="quiet" icon="signout" onClick={() => void signOut()}>
          {t("signout")}
        </Button>
      }
    >
      <div class={styles.account}>
        <Section title={t("account.you")} rank={2}>
          <Facts>
            <Fact name={t("field.email")}>{person.account.email}</Fact>
            {person.memberships.map(({ role, study, site }) => (
              <Fact key={`${role}${study.id}${site?.id ?? ""}`} name={t(`role.${role}`)}>
                {site?.name ?? t("account.all_sites")}
              </Fact>
            ))}
          </Facts>
        </Section>
        <Section title={t("account.look")} rank={2}>
          <Choices
            id="theme"
            label={t("account.theme")}
            choices={themes.map((key) => ({ key, label: t(`theme.${key}`) }))}
            chosen={[look]}
            onChange={([chosen]) => {
              const next = themes.find((key) => key === chosen) ?? "auto";
              setTheme(next);
              setLook(next);
            }}
          />
        </Section>
        <SignInFactors />
        <Devices />
      </div>
    </Page>
  );
}
