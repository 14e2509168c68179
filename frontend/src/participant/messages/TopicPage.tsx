import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";

import type { OwnMessages } from "../../api";
import { t } from "../../i18n";
import { Icon } from "../../ui/Icon";
import rows from "../../ui/Rows.module.css";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { messages } from "./data";
import { begin } from "./draft";
import { home, threadPage } from "./path";

/** What it is about: a tap leads to writing. */
export function TopicPage() {
  const { data } = messages.shown.value;
  return (
    <Page title={t("msg.topic")} lead={t("msg.topic.lead")} back={home} ready={data !== null}>
      <Shown of={messages}>{(now) => <Topics data={now} />}</Shown>
    </Page>
  );
}

function Topics({ data: { topics } }: { data: OwnMessages }) {
  const { query, route } = useLocation();
  const { visit = null, claim = null } = query as { visit?: string; claim?: string };
  const said = sayingItself(topics, visit, claim);

  async function start(topic: string, instead = false) {
    const draft = await begin({ topic, visit_id: visit, claim_id: claim });
    route(threadPage(draft.thread), instead);
  }

  useEffect(() => {
    if (said) void start(said, true);
  }, [said]); // eslint-disable-line react-hooks/exhaustive-deps -- once for what the address says

  if (said) return null;
  return (
    <ul class={rows.list}>
      {topics.map(({ key, label }) => (
        <li key={key}>
          <button type="button" class={rows.row} onClick={() => void start(key)}>
            <span class={rows.words}>{label}</span>
            <Icon name="chevron" />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Whoever comes from a visit or a claim is not asked again, where the study has a topic of that name. */
function sayingItself(topics: OwnMessages["topics"], visit: string | null, claim: string | null): string | null {
  const key = visit ? "visit" : claim ? "travel" : null;
  return topics.some((topic) => topic.key === key) ? key : null;
}
