import { useState } from "preact/hooks";

import type { SignInFactors as Has } from "../../api";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { changed, useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Section } from "../parts/Facts";
import { Shown } from "../parts/Shown";
import { When } from "../parts/When";
import { AppForm } from "./AppForm";
import { ConfirmedForm } from "./ConfirmedForm";
import { factors } from "./data";
import styles from "./Factors.module.css";
import { Passkeys } from "./Passkeys";
import { PasswordForm } from "./PasswordForm";
import { RecoveryCodes } from "./RecoveryCodes";
import { SignOnRow } from "./SignOnRow";

type Doing = "password" | "password-removal" | "app" | "app-removal" | "codes" | null;

/** Passkeys, password, app and recovery codes of the person at the desk. */
export function SignInFactors() {
  const loaded = useLoad("factors", factors.read, { keep: true });
  return (
    <Section title={t("factors.title")} rank={2}>
      <Shown of={loaded} lines={3}>
        {(has) =>
          has.may_change ? (
            <Changing has={has} />
          ) : (
            <Notice kind="amber">
              <p>{t("factors.weak")}</p>
            </Notice>
          )
        }
      </Shown>
    </Section>
  );
}

function Changing({ has }: { has: Has }) {
  const [doing, setDoing] = useState<Doing>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const close = () => setDoing(null);

  const finish = async (words: string) => {
    close();
    announce(words);
    await changed();
  };
  const show = async (next: string[]) => {
    setCodes(next);
    close();
    await changed();
  };

  if (codes) return <RecoveryCodes codes={codes} rank={3} onKept={() => setCodes(null)} />;
  const form = { needs: has.step_up, onClose: close };
  return (
    <>
      <Passkeys has={has} />
      <ul class={styles.list}>
        <PasswordRow has={has} onDo={setDoing}>
          {doing === "password" && (
            <PasswordForm first={!has.password} {...form} onDone={() => finish(t("factors.password.saved"))} />
          )}
          {doing === "password-removal" && (
            <ConfirmedForm
              label={t("factors.password.remove")}
              button={t("factors.password.remove")}
              danger
              {...form}
              act={async (stepUp) => {
                await factors.removePassword(stepUp);
                await finish(t("factors.password.removed"));
              }}
            />
          )}
        </PasswordRow>
        <AppRow has={has} onDo={setDoing}>
          {doing === "app" && <AppForm first={!has.app} {...form} onCodes={(next) => void show(next)} />}
          {doing === "app-removal" && (
            <ConfirmedForm
              label={t("factors.app.remove")}
              button={t("factors.app.remove")}
              danger
              {...form}
              act={async (stepUp) => {
                await factors.removeApp(stepUp);
                await finish(t("factors.app.removed"));
              }}
            />
          )}
        </AppRow>
        <SignOnRow has={has} />
        {has.app && (
          <CodesRow left={has.recovery_codes_left} onDo={setDoing}>
            {doing === "codes" && (
              <ConfirmedForm
                label={t("factors.codes.new")}
                button={t("factors.codes.new")}
                {...form}
                act={async (stepUp) => show((await factors.newCodes(stepUp)).recovery_codes)}
              >
                {() => <p>{t("factors.codes.making")}</p>}
              </ConfirmedForm>
            )}
          </CodesRow>
        )}
      </ul>
    </>
  );
}

type RowProps = { has: Has; onDo: (doing: Doing) => void; children: preact.ComponentChildren };

function PasswordRow({ has, onDo, children }: RowProps) {
  return (
    <li>
      <strong>{t("factors.password")}</strong>
      <Since at={has.password} none={t("factors.password.none")} since={t("factors.password.since")} />
      <span class={styles.acts}>
        <Button kind="quiet" onClick={() => onDo("password")}>
          {t(has.password ? "factors.password.change" : "factors.password.choose")}
        </Button>
        {has.password && (
          <Button kind="quiet" onClick={() => onDo("password-removal")}>
            {t("factors.password.remove")}
          </Button>
        )}
      </span>
      {children}
    </li>
  );
}

function AppRow({ has, onDo, children }: RowProps) {
  return (
    <li>
      <strong>{t("factors.app")}</strong>
      <Since at={has.app} none={t("factors.app.none")} since={t("factors.app.since")} />
      <span class={styles.acts}>
        <Button kind="quiet" onClick={() => onDo("app")}>
          {t(has.app ? "factors.app.again" : "factors.app.begin")}
        </Button>
        {has.app && (
          <Button kind="quiet" onClick={() => onDo("app-removal")}>
            {t("factors.app.remove")}
          </Button>
        )}
      </span>
      {children}
    </li>
  );
}

function CodesRow({ left, onDo, children }: Omit<RowProps, "has"> & { left: number }) {
  return (
    <li>
      <strong>{t("factors.codes")}</strong>
      <span class={styles.soft}>{t("factors.codes.left", { n: left, count: left })}</span>
      <span class={styles.acts}>
        <Button kind="quiet" onClick={() => onDo("codes")}>
          {t("factors.codes.new")}
        </Button>
      </span>
      {children}
    </li>
  );
}

function Since({ at, none, since }: { at: string | null; none: string; since: string }) {
  if (!at) return <span class={styles.soft}>{none}</span>;
  return (
    <span class={styles.soft}>
      {since} <When at={at} />
    </span>
  );
}
