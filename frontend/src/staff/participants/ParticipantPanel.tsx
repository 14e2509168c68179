import { useLocation } from "preact-iso";

import { addressWith } from "../data/address";
import { staff } from "../data/api";
import type { ParticipantDetail } from "../data/types";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { ParticipantMark } from "../parts/Mark";
import { Panel } from "../parts/Panel";
import { Shown } from "../parts/Shown";
import { Tabs } from "../parts/Tabs";
import { phoneWords } from "../words/phone";
import { partsOf } from "./parts";
import { partPath } from "./paths";
import styles from "./ParticipantPanel.module.css";
import { WhatIsLate } from "./WhatIsLate";
import { phaseWords } from "./words";

/** One participant beside the list, in the parts that her page has too; the page gives them room. */
export function ParticipantPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { path, query } = useLocation();
  const loaded = useLoad(`participant ${id}`, () => staff.participant(id));
  const participant = loaded.data;
  const tab = query.tab ?? "visits";
  const to = (key: string, change: Record<string, string> = {}) =>
    addressWith(
      path,
      { ...query, visit: "", kinds: "" },
      { tab: key, page: query.page ?? "", ...change },
      { tab: "visits" },
    );

  return (
    <Panel
      name={id}
      onClose={onClose}
      title={participant ? `${participant.code} · ${participant.name}` : t(loaded.error ? "panel.failed" : "loading")}
      under={participant && <Under participant={participant} />}
    >
      <Shown of={loaded} lines={8}>
        {(detail) => {
          const parts = partsOf(detail);
          return (
            <>
              <WhatIsLate participant={detail} link={(visit) => to("visits", { visit })} />
              <Tabs
                label={t("participant.tabs")}
                current={tab}
                tabs={parts.map(({ key, label, count }) => ({ key, label, count, href: to(key) }))}
              />
              {parts.find(({ key }) => key === tab)?.show()}
            </>
          );
        }}
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
      {participant.email && <a href={`mailto:${participant.email}`}>{participant.email}</a>}
      <a href={partPath(participant.id)}>{t("page.open")}</a>
    </div>
  );
}
