import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { api, read, type WithdrawalOption } from "../../api";
import { language, t } from "../../i18n";
import { Button, ButtonLink } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { TextArea } from "../../ui/Field";
import { Icon } from "../../ui/Icon";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { schedule } from "../data/answers";
import { createResource, useResource } from "../data/resource";
import rows from "../../ui/Rows.module.css";
import styles from "./Consent.module.css";
import { Copies } from "./Copies";
import { consent, signedText, took } from "./data";

const menu = createResource<WithdrawalOption[]>(null, async () => {
  const answer = await read(api.GET("/api/me/consent/withdrawal", { params: { query: { language: language.peek() } } }));
  return answer.options;
});

const keyOf = (option: WithdrawalOption) => option.choice ?? option.scope;

/** Taking the consent back, in part or whole: a menu, then what the chosen one means. */
export function LeavePage({ chosen }: { chosen: string }) {
  const { data } = useResource(menu);
  if (chosen === "done") return <Done />;
  const option = data?.find((found) => keyOf(found) === chosen);
  if (option) return <Chosen option={option} />;
  return (
    <Page title={t("consent.leave.title")} lead={t("consent.leave.lead")} back="/consent">
      <Shown of={menu}>
        {(options) =>
          options.length ? (
            <ul class={rows.list}>
              {options.map((found) => (
                <li key={keyOf(found)}>
                  <a class={rows.row} href={`/consent/leave/${keyOf(found)}`}>
                    <span class={rows.words}>
                      {found.choice && <span class={styles.soft}>{t("consent.leave.choice")}</span>}
                      <span>{found.title}</span>
                    </span>
                    <Icon name="chevron" />
                  </a>
                </li>
              ))}
            </ul>
          ) : (
            <p>{t("consent.leave.nothing")}</p>
          )
        }
      </Shown>
    </Page>
  );
}

function Chosen({ option }: { option: WithdrawalOption }) {
  const { route } = useLocation();
  const [id] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  async function withdraw() {
    if (busy) return;
    setBusy(true);
    setProblem("");
    try {
      const { scope, choice } = option;
      const body = { id, scope, choice, reason: reason.trim(), language: language.peek() };
      took(await read(api.POST("/api/me/consent/withdrawal", { body })));
      void signedText.renew();
      void schedule.renew();
      void menu.renew();
      route("/consent/leave/done", true);
    } catch (failure) {
      setProblem(words(failure));
      setBusy(false);
    }
  }

  return (
    <Page
      title={option.title}
      above={option.choice ? <p class={styles.count}>{t("consent.leave.choice")}</p> : undefined}
      back="/consent/leave"
    >
      <Card>
        <h2>{t("consent.leave.means")}</h2>
        <p>{option.explain}</p>
        {option.ends > 0 && <p>{t("consent.leave.visits", { n: option.ends })}</p>}
        <h2>{t("consent.leave.data")}</h2>
        <p>{option.data}</p>
      </Card>
      <TextArea
        label={t("consent.leave.reason")}
        hint={t("consent.leave.reason.hint")}
        rows={3}
        maxLength={1000}
        value={reason}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      {problem && (
        <Notice kind="amber" role="alert">
          <p>{problem}</p>
        </Notice>
      )}
      <div class={styles.steps}>
        <Button kind="danger" wide busy={busy} onClick={() => void withdraw()}>
          {option.choice ? t("consent.leave.do.choice") : t(`consent.leave.do.${option.scope as "visits" | "everything"}`)}
        </Button>
        <ButtonLink kind="quiet" wide href="/consent/leave">
          {t("consent.leave.stay")}
        </ButtonLink>
      </div>
    </Page>
  );
}

function Done() {
  const { data } = useResource(consent);
  const copies = data?.copies.filter((copy) => copy.kind === "withdrawal").slice(0, 1) ?? [];
  return (
    <Page title={t("consent.leave.done")} lead={t("consent.leave.done.lead")} back="/consent">
      <Copies copies={copies} />
      <ButtonLink wide href="/consent">
        {t("consent.toOverview")}
      </ButtonLink>
    </Page>
  );
}
