import { useLocation, useRoute } from "preact-iso";

import { useFresh } from "../data/useFresh";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Page } from "../parts/Page";
import { focusRow } from "../parts/rows";
import { Empty, Shown } from "../parts/Shown";
import { alerts, checkIns, MISSED } from "./data";
import { Head } from "./Head";
import { MissedPanel } from "./MissedPanel";
import { MissedTable } from "./MissedTable";

/** Whose check-in did not come, the longest waiting first. */
export function MissedPage() {
  const { participant } = useRoute().params;
  const { route } = useLocation();
  const counts = useLoad("alert counts", alerts.counts, { keep: true });
  const list = useLoad("missed", checkIns.missed, { keep: true });
  useFresh(list.reload);
  const close = () => {
    route(MISSED);
    if (participant) focusRow(participant);
  };
  return (
    <Page
      title={t("alerts.title")}
      count={list.data && t("missed.count", { n: list.data.rows.length })}
      filters={<Head current="missed" counts={counts.data} />}
      panel={participant && <MissedPanel id={participant} list={list} onClose={close} />}
    >
      <Shown of={list}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t("missed.none")} />
          ) : (
            <MissedTable rows={rows} openId={participant} busy={list.loading} />
          )
        }
      </Shown>
    </Page>
  );
}
