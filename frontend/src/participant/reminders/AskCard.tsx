import { useState } from "preact/hooks";

import { api, type OwnReminders, read } from "../../api";
import { t } from "../../i18n";
import { Button, ButtonLink } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Live } from "../../ui/Live";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { useResource } from "../data/resource";
import { reminders } from "./data";
import { homeScreenPage, settingsPage } from "./path";
import { ability } from "./push";
import styles from "./Reminders.module.css";
import { useTurnOn } from "./useTurnOn";

/** "May we tell you on this phone?", where there is something to ask: the browser is asked only at her tap. */
export default function AskCard() {
  const can = ability();
  if (can !== "able" && can !== "home_screen") return null;
  return <Asking apple={can === "home_screen"} />;
}

function Asking({ apple }: { apple: boolean }) {
  const { data } = useResource(reminders);
  // What was asked once stays until it is answered, though the answer ends the asking.
  const [asked, setAsked] = useState<OwnReminders | null>(null);
  if (data?.ask && data.push_key !== null && !asked) setAsked(data);
  if (!asked) return null;
  return <Question pushKey={asked.push_key} apple={apple} />;
}

function Question({ pushKey, apple }: { pushKey: string | null; apple: boolean }) {
  const { busy, turned, turn } = useTurnOn(pushKey);
  const [later, setLater] = useState(false);
  const [problem, setProblem] = useState("");

  async function notNow() {
    setProblem("");
    try {
      await read(api.POST("/api/me/reminders/not-now", { body: {} }));
      setLater(true);
    } catch (failure) {
      setProblem(words(failure, { offline: "offline.act" }));
    }
  }

  const done = later || turned?.kind === "green";
  return (
    <Card aria-labelledby="may-we">
      <h2 id="may-we">{t("ask.title")}</h2>
      {!done && <p>{t("ask.body")}</p>}
      {!done && apple && <p>{t("ask.apple")}</p>}
      <Live>
        {turned && (
          <Notice kind={turned.kind}>
            {turned.lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </Notice>
        )}
        {later && <p>{t("ask.later")}</p>}
        {problem && (
          <Notice kind="amber">
            <p>{problem}</p>
          </Notice>
        )}
      </Live>
      {done ? (
        <ButtonLink kind="quiet" href={settingsPage}>
          {t("ask.settings")}
        </ButtonLink>
      ) : (
        <div class={styles.buttons}>
          {apple ? (
            <ButtonLink href={homeScreenPage}>{t("ask.apple.how")}</ButtonLink>
          ) : (
            <Button icon="bell" busy={busy} onClick={() => void turn()}>
              {t("ask.yes")}
            </Button>
          )}
          <Button kind="quiet" onClick={() => void notNow()}>
            {t("ask.no")}
          </Button>
        </div>
      )}
    </Card>
  );
}
