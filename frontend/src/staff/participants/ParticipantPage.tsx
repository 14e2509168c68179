import { useRoute } from "preact-iso";

import { staff } from "../data/api";
import type { ParticipantDetail } from "../data/types";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Page } from "../parts/Page";
import { Shown } from "../parts/Shown";
import { Tabs } from "../parts/Tabs";
import { About } from "./About";
import styles from "./ParticipantPage.module.css";
import { partsOf } from "./parts";
import { partPath } from "./paths";

/** Everything about one participant: the line of what happened, and beside it who she is. */
export function ParticipantPage() {
  const { id = "", part = "timeline" } = useRoute().params;
  const loaded = useLoad(`participant ${id}`, () => staff.participant(id));
  const participant = loaded.data;
  return (
    <Page
      title={participant ? `${participant.code} · ${participant.name}` : t(loaded.error ? "panel.failed" : "loading")}
      actions={<a href="/staff/participants">{t("page.all")}</a>}
    >
      <Shown of={loaded} lines={10}>
        {(detail) => <Parts participant={detail} current={part} />}
      </Shown>
    </Page>
  );
}

function Parts({ participant, current }: { participant: ParticipantDetail; current: string }) {
  const parts = partsOf(participant);
  const shown = parts.find(({ key }) => key === current) ?? parts[0];
  return (
    <div class={styles.page}>
      <About participant={participant} />
      <div class={styles.main}>
        <Tabs
          label={t("participant.tabs")}
          current={shown?.key ?? ""}
          tabs={parts.map(({ key, label, count }) => ({ key, label, count, href: partPath(participant.id, key) }))}
        />
        <h2 class="visually-hidden">{shown?.label}</h2>
        {shown?.show()}
      </div>
    </div>
  );
}
