import type { OwnMessages } from "../../api";
import { t } from "../../i18n";
import { ButtonLink } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { takesPart } from "../data/session";
import { useEvery } from "../data/useEvery";
import rows from "../../ui/Rows.module.css";
import { messages } from "./data";
import { useDrafts } from "./draft";
import { Emergency } from "./Emergency";
import { entries } from "./list";
import { Row } from "./ListRow";
import styles from "./Messages.module.css";
import { newPage } from "./path";
import { Finding, FoundRows, found } from "./Search";
import { parcels } from "./sending";

const OFTEN = 20_000;

/** Her conversations and what the study told, and the way to write. */
export function OverviewPage() {
  const { data } = messages.shown.value;
  useEvery(OFTEN, messages.refresh);
  return (
    <Page title={t("msg.title")} lead={t("msg.lead")} ready={data !== null}>
      <ButtonLink wide icon="edit" href={newPage}>
        {t("help.message")}
      </ButtonLink>
      <Shown of={messages}>{(now) => <Content data={now} />}</Shown>
      <Emergency />
    </Page>
  );
}

function Content({ data }: { data: OwnMessages }) {
  const drafts = Object.values(useDrafts() ?? {});
  const all = entries(data, parcels(), drafts);
  const hits = found.shown.value.data ?? null;
  if (!all.length) return <None />;
  return (
    <>
      {data.threads.length > 0 && <Finding />}
      {hits ? (
        <FoundRows hits={hits} />
      ) : (
        <section class={styles.section} aria-labelledby="list">
          <h2 class="visually-hidden" id="list">
            {t("msg.list")}
          </h2>
          <ul class={rows.list}>
            {all.map((entry) => (
              <li key={entry.id}>
                <Row entry={entry} data={data} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function None() {
  return (
    <Card>
      <h2>{t("msg.none")}</h2>
      <p>{t(takesPart() ? "msg.none.body" : "msg.none.partner")}</p>
      <p>{t("msg.none.not")}</p>
    </Card>
  );
}

export function NotTakenPage() {
  return (
    <Page title={t("msg.title")}>
      <Card>
        <h2>{t("msg.notTaken")}</h2>
        <p>{t("msg.notTaken.body")}</p>
      </Card>
    </Page>
  );
}
