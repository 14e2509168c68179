import { useEffect } from "preact/hooks";

import { t } from "../../i18n";
import { ButtonLink } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Skeleton } from "../../ui/Skeleton";
import { help, teams } from "../data/answers";
import { useResource } from "../data/resource";
import { standing } from "../data/session";
import { messages } from "../messages/data";
import { newPage } from "../messages/path";
import styles from "./HelpSheet.module.css";
import { Team, Teams } from "./Team";

/** Whom to call. The same place on every page, and without a connection too. */
export default function HelpSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title={t("help.title")} closeLabel={t("app.close")} sheet>
      {standing.value.kind === "in" ? <Asked onClose={onClose} /> : <Kept />}
    </Dialog>
  );
}

function Asked({ onClose }: { onClose: () => void }) {
  const { data, loading } = useResource(help);
  if (data) return <Team help={data} write={<Write onClose={onClose} />} />;
  return loading ? <Skeleton label={t("app.loading")} /> : <Unknown />;
}

/** Where the study takes messages. */
function Write({ onClose }: { onClose: () => void }) {
  if (!messages.shown.value.data?.taken) return null;
  return (
    <ButtonLink kind="quiet" icon="messages" wide href={newPage} onClick={onClose}>
      {t("help.message")}
    </ButtonLink>
  );
}

/** Before sign-in: the team this phone still knows from last time, else every team there is. */
function Kept() {
  const { data } = help.shown.value;
  useEffect(() => void help.recall(), []);
  return data ? <Team help={data} /> : <Everyone />;
}

function Everyone() {
  const { data, loading } = useResource(teams);
  if (loading && !data) return <Skeleton label={t("app.loading")} />;
  const [first, ...others] = data ?? [];
  if (!first) return <Unknown />;
  return others.length ? <Teams teams={[first, ...others]} /> : <Team help={first} />;
}

function Unknown() {
  return (
    <>
      <p>{t("help.unknown")}</p>
      <div class={styles.emergency}>
        <h3>{t("help.emergency")}</h3>
        <p>{t("help.unknown.emergency")}</p>
      </div>
    </>
  );
}
