import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import type { OwnPlace } from "../../api";
import { t } from "../../i18n";
import { unsent } from "../../offline/outbox";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { Page } from "../app/Page";
import { choosePlace, leavePlace, standing } from "../data/session";
import { Confirm } from "../more/Confirm";
import { dayOf } from "./HelpersPage";
import styles from "./Partners.module.css";

/** Whom she helps: she goes from one to the other, and stops when she wants. */
export default function HelpingPage() {
  const now = standing.value;
  const session = now.kind === "in" ? now.session : null;
  const gone = session?.place === null;
  return (
    <Page
      title={t(gone ? "helping.gone.title" : "helping.title")}
      lead={t(gone ? "helping.gone.lead" : "helping.lead")}
      {...(gone ? {} : { back: "/more" })}
    >
      {session?.places.map((place) => (
        <Place key={place.id} place={place} here={place.id === session.place?.id} gone={gone} />
      ))}
    </Page>
  );
}

function Place({ place, here, gone }: { place: OwnPlace; here: boolean; gone: boolean }) {
  const { route } = useLocation();
  const [leaving, setLeaving] = useState(false);
  const [problem, setProblem] = useState("");
  const helps = place.role === "care_partner";

  async function choose() {
    setProblem("");
    if (!gone && unsent.peek().length > 0) return setProblem(t("helping.unsent"));
    try {
      await choosePlace(place.id);
      route("/", true);
    } catch (failure) {
      setProblem(words(failure, { offline: "offline.act" }));
    }
  }

  return (
    <Card>
      <h2>{helps ? place.name : t("helping.self")}</h2>
      {helps && <p class={styles.soft}>{t("helping.since", { day: dayOf(place.since) })}</p>}
      {helps && <p>{t(place.may_read_check_ins ? "helping.reads" : "helping.readsNot")}</p>}
      {problem && (
        <Notice kind="amber" role="alert">
          <p>{problem}</p>
        </Notice>
      )}
      {here ? (
        <p>
          <strong>{t("helping.here")}</strong>
        </p>
      ) : (
        <Button wide onClick={() => void choose()}>
          {helps ? t("helping.choose", { name: place.name }) : t("helping.chooseSelf")}
        </Button>
      )}
      {helps && (
        <Button kind="quiet" wide onClick={() => setLeaving(true)}>
          {t("helping.leave", { name: place.name })}
        </Button>
      )}
      <Confirm
        open={leaving}
        title={t("helping.leave.title", { name: place.name })}
        body={t("helping.leave.body")}
        action={t("helping.leave.do")}
        onCancel={() => setLeaving(false)}
        onConfirm={async () => {
          await leavePlace(place.id);
          setLeaving(false);
        }}
      />
    </Card>
  );
}
