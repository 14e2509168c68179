import { useState } from "preact/hooks";

import { portalFetch } from "../../api/client";
import { t } from "../../i18n";
import { Button, ButtonLink } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { Page } from "../app/Page";
import { settingsPage } from "./path";

/** From a mail's own link: no more of its kind. Needs no sign-in; the address itself is the permission. */
export default function UnsubscribePage() {
  const [state, setState] = useState<"asking" | "busy" | "done">("asking");
  const [problem, setProblem] = useState("");

  async function stop() {
    setState("busy");
    setProblem("");
    try {
      await portalFetch(new Request(location.origin + location.pathname, { method: "POST" }));
      setState("done");
    } catch (failure) {
      setState("asking");
      setProblem(words(failure, { offline: "offline.act" }));
    }
  }

  if (state === "done") {
    return (
      <Page title={t("stop.done")} key="done">
        <Notice kind="green" role="status">
          <p>{t("stop.done.body")}</p>
        </Notice>
        <ButtonLink kind="quiet" href={settingsPage}>
          {t("stop.settings")}
        </ButtonLink>
      </Page>
    );
  }
  return (
    <Page title={t("stop.title")} key="asking">
      <p>{t("stop.body")}</p>
      {problem && (
        <Notice kind="amber" role="alert">
          <p>{problem}</p>
        </Notice>
      )}
      <Button busy={state === "busy"} onClick={() => void stop()}>
        {t("stop.do")}
      </Button>
    </Page>
  );
}
