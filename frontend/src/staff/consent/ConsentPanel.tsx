import { Notice } from "../../ui/Notice";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Section } from "../parts/Facts";
import { Panel } from "../parts/Panel";
import { Shown } from "../parts/Shown";
import { can } from "../session/session";
import { partPath } from "../participants/paths";
import { languageName } from "../participants/words";
import styles from "./Consent.module.css";
import { consents, type ConsentDetail } from "./data";
import { StageMark } from "./Marks";
import { OneConsent } from "./OneConsent";
import { Paper } from "./Paper";
import { Questions } from "./Questions";
import { Trail } from "./Trail";
import { Withdrawals } from "./Withdrawals";
import { stageWords, teamActs } from "./words";

/** Everything about one participant's consent: who acts next, what was asked, signed and taken back. */
export function ConsentPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const loaded = useLoad(`consent ${id}`, () => consents.detail(id));
  const row = loaded.data?.row;
  return (
    <Panel
      name={id}
      onClose={onClose}
      title={row ? `${row.code} · ${row.name}` : t(loaded.error ? "panel.failed" : "loading")}
      under={row && <Under row={row} />}
    >
      <Shown of={loaded} lines={8}>
        {(detail) => <Body key={id} detail={detail} />}
      </Shown>
    </Panel>
  );
}

function Under({ row }: { row: ConsentDetail["row"] }) {
  return (
    <div class={styles.under}>
      <StageMark stage={row.stage} />
      <span>{row.site.name}</span>
      <span>{languageName(row.language)}</span>
      {can("participants.read") && <a href={partPath(row.participant_id)}>{t("consent.open")}</a>}
    </div>
  );
}

function Body({ detail }: { detail: ConsentDetail }) {
  const { row } = detail;
  const kind = row.overdue ? "red" : teamActs(row) ? "amber" : "info";
  return (
    <>
      <div class={styles.next}>
        <Notice kind={kind}>
          <p>{stageWords(row)}</p>
        </Notice>
      </div>
      {detail.questions.length > 0 && (
        <Section title={t("question.title")}>
          <Questions questions={detail.questions} row={row} />
        </Section>
      )}
      {detail.consents.map((consent, index) => (
        <OneConsent key={consent.id} consent={consent} detail={detail} open={index === 0} />
      ))}
      <Paper detail={detail} />
      <Withdrawals detail={detail} />
      <Trail detail={detail} />
    </>
  );
}
