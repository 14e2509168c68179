import { useState } from "preact/hooks";

import { api, read, type Visit } from "../../api";
import { t } from "../../i18n";
import { Button, ButtonLink } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { visitChanged } from "../data/answers";
import { takesPart } from "../data/session";
import styles from "./parts.module.css";

/** "I'll be there" and "I need another time", or what was said already. */
export function Answer({ visit }: { visit: Visit }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const [undone, setUndone] = useState(false);

  async function say(coming: boolean) {
    setBusy(true);
    setProblem("");
    const params = { path: { visit_id: visit.id } };
    try {
      if (coming) await read(api.PUT("/api/me/visits/{visit_id}/confirmation", { params, body: {} }));
      else await read(api.DELETE("/api/me/visits/{visit_id}/confirmation", { params }));
      setUndone(!coming);
      await visitChanged(visit.id);
    } catch (failure) {
      setProblem(words(failure, { offline: "offline.act" }));
    } finally {
      setBusy(false);
    }
  }

  if (!takesPart()) return null;
  // While a request for another time is open, the answer to wait for is the team's.
  if (!open(visit) || visit.time_request?.status === "open") return null;
  return (
    <>
      <div class={styles.result} aria-live="polite">
        {problem && (
          <Notice kind="amber">
            <p>{problem}</p>
          </Notice>
        )}
        {undone && !visit.confirmed && !problem && (
          <Notice>
            <p>{t("visit.unconfirmed")}</p>
          </Notice>
        )}
        {visit.confirmed && (
          <Notice kind="green">
            <p>
              <strong>{t("visit.confirmed")}</strong>
            </p>
          </Notice>
        )}
      </div>
      <div class={styles.buttons}>
        {visit.confirmed ? (
          <Button kind="quiet" icon="undo" busy={busy} onClick={() => void say(false)}>
            {t("visit.unconfirm")}
          </Button>
        ) : (
          <Button icon="check" busy={busy} onClick={() => void say(true)}>
            {t("visit.confirm")}
          </Button>
        )}
        <ButtonLink kind="quiet" icon="calendar" href={`/visits/${visit.id}/another-time`}>
          {t("visit.another")}
        </ButtonLink>
      </div>
    </>
  );
}

/** There is something to answer only for a booked visit that is still ahead. */
export function open(visit: Visit, now = Date.now()): boolean {
  return visit.status === "booked" && visit.starts_at !== null && Date.parse(visit.starts_at) > now;
}
