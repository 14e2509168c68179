import { Notice } from "../../ui/Notice";
import { staff } from "../data/api";
import type { RequestRow } from "../data/types";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Fact, Facts } from "../parts/Facts";
import { RequestMark } from "../parts/Mark";
import { Panel } from "../parts/Panel";
import { Empty, Shown } from "../parts/Shown";
import { When } from "../parts/When";
import { can } from "../session/session";
import { shortDay, span } from "../words/dates";
import { stateWords, visitTitle } from "../visits/words";
import { proposalWords } from "./answer";
import { AnswerForm } from "./AnswerForm";
import styles from "./RequestPanel.module.css";

type Props = { id: string; rows: readonly RequestRow[] | null; onClose: () => void };

/** One request. A link may lead to one that the list beside it does not show: then all are asked. */
export function RequestPanel({ id, rows, onClose }: Props) {
  const listed = rows?.find((row) => row.id === id);
  const all = useLoad(`request ${id} ${listed ? "listed" : "all"}`, async () =>
    listed ? null : ((await staff.requests("")).rows.find((row) => row.id === id) ?? "none"),
  );
  const found = listed ?? all.data;
  const row = found === "none" || !found ? null : found;
  return (
    <Panel
      name={id}
      onClose={onClose}
      title={row ? t("request.title", { name: row.visit.participant.name }) : t("requests.title")}
      under={row && <RequestMark status={row.status} />}
    >
      {row ? (
        <RequestBody row={row} onClose={onClose} />
      ) : (
        <Shown of={all}>{() => <Empty title={t("request.gone")} />}</Shown>
      )}
    </Panel>
  );
}

function RequestBody({ row, onClose }: { row: RequestRow; onClose: () => void }) {
  const { visit } = row;
  const person = visit.participant;
  return (
    <div class={styles.body}>
      <Facts>
        <Fact name={t("column.participant")}>
          <a href={`/staff/participants/${person.id}?visit=${visit.id}`}>
            {person.code} · {person.name}
          </a>
        </Fact>
        <Fact name={t("column.visit")}>
          {visitTitle(visit)} · {stateWords(visit)}
        </Fact>
        <Fact name={t("visit.window")}>
          {span(visit.window)}, {t("visit.target", { day: shortDay(visit.window.target) })}
        </Fact>
        <Fact name={t("requests.suits")}>
          {row.proposals.map((proposal) => (
            <div key={`${proposal.date}${proposal.part}`}>{proposalWords(proposal)}</div>
          ))}
        </Fact>
        <Fact name={t("requests.asked")}>
          <When at={row.made_at} />
        </Fact>
        {row.note && <Fact name={t("request.note")}>{row.note}</Fact>}
      </Facts>
      {row.status === "open" && can("visits.write") && <AnswerForm row={row} onClose={onClose} key={row.id} />}
      {row.answered_at && (
        <Notice kind={row.status === "answered" ? "green" : "info"}>
          <p>
            {row.answered_by && `${row.answered_by}, `}
            <When at={row.answered_at} />
          </p>
          {row.answer_note && <p>{row.answer_note}</p>}
        </Notice>
      )}
    </div>
  );
}
