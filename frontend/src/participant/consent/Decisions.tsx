import { useState } from "preact/hooks";

import { api, type ConsentStanding, read } from "../../api";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Live } from "../../ui/Live";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { Confirm } from "../more/Confirm";
import styles from "./Consent.module.css";
import { took } from "./data";

type Decision = "decline" | "more_time" | "paper" | "resume";

/** Not signing is an answer too: take time, ask for paper, or decline. Each can be taken back. */
export function Decisions({ standing }: { standing: ConsentStanding }) {
  const [declining, setDeclining] = useState(false);
  const [problem, setProblem] = useState("");
  const { version_id } = standing;
  if (!version_id) return null;

  async function decide(decision: Decision) {
    took(await read(api.POST("/api/me/consent/decision", { body: { version_id: version_id as string, decision, note: "" } })));
    setDeclining(false);
  }

  function choose(decision: Decision) {
    setProblem("");
    decide(decision).catch((failure: unknown) => setProblem(words(failure)));
  }

  return (
    <section class={styles.section} aria-labelledby="otherwise">
      <h2 id="otherwise">{t("consent.otherwise")}</h2>
      {standing.decision ? (
        <Button kind="quiet" wide onClick={() => choose("resume")}>
          {t("consent.resume")}
        </Button>
      ) : (
        <>
          <Button kind="quiet" wide icon="clock" onClick={() => choose("more_time")}>
            {t("consent.moreTime")}
          </Button>
          <Button kind="quiet" wide icon="print" onClick={() => choose("paper")}>
            {t("consent.paper")}
          </Button>
          <Button kind="quiet" wide onClick={() => setDeclining(true)}>
            {t("consent.decline")}
          </Button>
        </>
      )}
      <Live>
        {problem && (
          <Notice kind="amber">
            <p>{problem}</p>
          </Notice>
        )}
      </Live>
      <Confirm
        open={declining}
        title={t("consent.decline.title")}
        body={t("consent.decline.body")}
        action={t("consent.decline")}
        onConfirm={() => decide("decline")}
        onCancel={() => setDeclining(false)}
      />
    </section>
  );
}
