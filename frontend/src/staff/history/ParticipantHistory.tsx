import { useState } from "preact/hooks";

import { Button, ButtonLink } from "../../ui/Button";
import { PAGE_SIZE, staff } from "../data/api";
import type { ParticipantDetail } from "../data/types";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Empty, Shown } from "../parts/Shown";
import { historyOf } from "./data";
import { EntriesTable } from "./EntriesTable";
import styles from "./History.module.css";
import { speakingOf } from "./words";

/** Every change of this participant's record: when, who, what, before and after, why. */
export function ParticipantHistory({ participant }: { participant: ParticipantDetail }) {
  const { id } = participant;
  const speaking = speakingOf(participant);
  const [page, setPage] = useState(1);
  const loaded = useLoad(`history ${id} ${page}`, () => staff.history(id, page));
  return (
    <Shown of={loaded}>
      {({ rows, total }) =>
        rows.length === 0 ? (
          <Empty title={t("history.none")} />
        ) : (
          <>
            <p class={styles.narrow}>
              <ButtonLink kind="quiet" icon="search" href={historyOf(id)}>
                {t("history.narrow")}
              </ButtonLink>
            </p>
            <EntriesTable rows={rows} title={t("participant.history")} speakingOf={() => speaking} />
            {total > page * PAGE_SIZE && (
              <Button kind="quiet" onClick={() => setPage(page + 1)}>
                {t("history.older")}
              </Button>
            )}
            {page > 1 && (
              <Button kind="quiet" onClick={() => setPage(page - 1)}>
                {t("history.newer")}
              </Button>
            )}
          </>
        )
      }
    </Shown>
  );
}
