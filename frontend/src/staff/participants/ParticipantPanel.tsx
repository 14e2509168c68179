import { useLocation } from "preact-iso";

import { Icon } from "../../ui/Icon";
import { ParticipantTravel } from "../claims/ParticipantTravel";
import { ParticipantConsent } from "../consent/ParticipantConsent";
import { addressWith } from "../data/address";
import { staff } from "../data/api";
import type { Late, ParticipantDetail } from "../data/types";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { ParticipantMessages } from "../messages/ParticipantMessages";
import { phoneWords } from "../words/phone";
import { ParticipantMark } from "../parts/Mark";
import { Panel } from "../parts/Panel";
import { Shown } from "../parts/Shown";
import { Tabs } from "../parts/Tabs";
import { can } from "../session/session";
import { ParticipantCheckIns } from "../symptoms/ParticipantCheckIns";
import { visitTitle } from "../visits/words";
import { Anchors } from "./Anchors";
import { Contacts } from "./Contacts";
import { Flags } from "./Flags";
import { History } from "./History";
import styles from "./ParticipantPanel.module.css";
import { Status } from "./Status";
import { VisitsByPhase } from "./VisitsByPhase";
import { lateWords, phaseWords } from "./words";

/** Everything about one participant, in parts: visits, facts, check-ins, travel money, what was changed. */
export function ParticipantPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { path, query } = useLocation();
  const loaded = useLoad(`participant ${id}`, () => staff.participant(id));
  const participant = loaded.data;
  const tab = query.tab ?? "visits";
  const to = (key: string, change: Record<string, string> = {}) =>
    addressWith(path, { ...query, visit: "" }, { tab: key, page: query.page ?? "", ...change }, { tab: "visits" });

  return (
    <Panel
      name={id}
      onClose={onClose}
      title={participant ? `${participant.code} · ${participant.name}` : t(loaded.error ? "panel.failed" : "loading")}
      under={participant && <Under participant={participant} />}
    >
      <Shown of={loaded} lines={8}>
        {(detail) => (
          <>
            <WhatIsLate participant={detail} link={(visit) => to("visits", { visit })} />
            <Tabs
              label={t("participant.tabs")}
              current={tab}
              tabs={[
                { key: "visits", label: t("participant.visits"), href: to("visits"), count: detail.visits.length },
                { key: "facts", label: t("participant.facts"), href: to("facts") },
                ...(can("check_ins.read")
                  ? [{ key: "check-ins", label: t("checkins.tab"), href: to("check-ins") }]
                  : []),
                ...(can("messages.read")
                  ? [{ key: "messages", label: t("participant.messages"), href: to("messages") }]
                  : []),
                ...(can("claims.read") ? [{ key: "travel", label: t("travel.tab"), href: to("travel") }] : []),
                ...(can("history.read")
                  ? [{ key: "history", label: t("participant.history"), href: to("history") }]
                  : []),
              ]}
            />
            {tab === "facts" && (
              <>
                <Status participant={detail} />
                {can("consent.read") && <ParticipantConsent id={id} />}
                <Anchors participant={detail} />
                <Flags participant={detail} />
                <Contacts participant={detail} />
              </>
            )}
            {tab === "check-ins" && can("check_ins.read") && <ParticipantCheckIns id={id} />}
            {tab === "messages" && can("messages.read") && <ParticipantMessages id={id} />}
            {tab === "travel" && can("claims.read") && <ParticipantTravel id={id} code={detail.code} />}
            {tab === "history" && <History participant={detail} />}
            {tab === "visits" && <VisitsByPhase participant={detail} />}
          </>
        )}
      </Shown>
    </Panel>
  );
}

function Under({ participant }: { participant: ParticipantDetail }) {
  return (
    <div class={styles.under}>
      <ParticipantMark status={participant.status} />
      {participant.phase && participant.phase.key !== participant.status && (
        <span class={styles.phase}>{phaseWords(participant.phase)}</span>
      )}
      <span>{participant.site.name}</span>
      <span class={styles.line} />
      {participant.phone && <a href={`tel:${participant.phone}`}>{phoneWords(participant.phone)}</a>}
      <a href={`mailto:${participant.email}`}>{participant.email}</a>
    </div>
  );
}

/** What waits for somebody, each leading to the visit it is about. */
function WhatIsLate({ participant, link }: { participant: ParticipantDetail; link: (visit: string) => string }) {
  if (!participant.late.length) return null;
  const titles = new Map(participant.visits.map((visit) => [visit.id, visitTitle(visit)]));
  const words = (late: Late) => lateWords({ ...late, name: titles.get(late.visit_id ?? "") ?? late.name });
  return (
    <ul class={styles.late}>
      {participant.late.map((late) => (
        <li key={`${late.kind}${late.visit_id ?? late.name}`}>
          <Icon name="alert" size={18} />
          {late.visit_id ? <a href={link(late.visit_id)}>{words(late)}</a> : <span>{words(late)}</span>}
        </li>
      ))}
    </ul>
  );
}
