import { useRef, useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { type Loaded, useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Actions, Section } from "../parts/Facts";
import { focusIn } from "../parts/focus";
import { Panel } from "../parts/Panel";
import { Empty, Shown } from "../parts/Shown";
import { Under, whoTitle } from "../parts/Under";
import { When } from "../parts/When";
import { can } from "../session/session";
import { shortDay } from "../words/dates";
import { CallForm } from "./CallForm";
import { checkIns, type Missed } from "./data";
import { EnterReport } from "./EnterReport";
import styles from "./Symptoms.module.css";

type Props = { id: string; list: Loaded<{ rows: Missed[] }>; onClose: () => void };

/** Somebody whose check-in did not come: calls about it, and her report where she gives it by phone. */
export function MissedPanel({ id, list, onClose }: Props) {
  const rows = list.data?.rows.filter(({ who }) => who.participant_id === id) ?? [];
  const who = rows[0]?.who;
  return (
    <Panel
      name={id}
      onClose={onClose}
      title={who ? whoTitle(who) : t(list.error ? "panel.failed" : list.data ? "missed.tab" : "loading")}
      under={who && <Under who={who} />}
    >
      <Shown of={list} lines={6}>
        {() =>
          rows.length ? (
            rows.map((row) => <One key={row.check_in} row={row} onClose={onClose} />)
          ) : (
            <Empty title={t("missed.gone")}>
              <p>{t("missed.gone.text")}</p>
            </Empty>
          )
        }
      </Shown>
    </Panel>
  );
}

function One({ row, onClose }: { row: Missed; onClose: () => void }) {
  const [form, setForm] = useState<"call" | "report" | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const { who, due, name, calls } = row;
  const shut = () => {
    setForm(null);
    focusIn(box, "button");
  };
  return (
    <>
      <div class={styles.acts} ref={box}>
        <Notice kind="amber">
          <p>{t("missed.next", { name, day: shortDay(due.day), person: who.name })}</p>
        </Notice>
        {!form && can("check_ins.write") && (
          <Actions>
            <Button icon="phone" onClick={() => setForm("call")}>
              {t("call.add")}
            </Button>
            <Button kind="quiet" icon="edit" onClick={() => setForm("report")}>
              {t("enter.open")}
            </Button>
          </Actions>
        )}
        {form === "call" && <CallForm row={row} onClose={shut} onSettled={onClose} />}
        {form === "report" && <Entering row={row} onClose={shut} onSaved={onClose} />}
      </div>
      <Section title={t("missed.calls.title")}>
        {calls.length ? <Calls row={row} /> : <p>{t("missed.calls.none")}</p>}
      </Section>
    </>
  );
}

/** The questions come with her history: they are fetched when somebody begins to ask them. */
function Entering({ row, onClose, onSaved }: { row: Missed; onClose: () => void; onSaved: () => void }) {
  const id = row.who.participant_id;
  const loaded = useLoad(`check-ins ${id}`, () => checkIns.history(id));
  return (
    <Shown of={loaded}>
      {(history) => <EnterReport history={history} checkIn={row.check_in} onClose={onClose} onSaved={onSaved} />}
    </Shown>
  );
}

function Calls({ row: { calls, who } }: { row: Missed }) {
  return (
    <ul class={styles.lines}>
      {calls.map((call) => (
        <li key={call.at}>
          <p>
            <strong>{t(call.done ? "missed.settled" : "missed.open")}</strong>
          </p>
          {call.note && <p class={styles.words}>{call.note}</p>}
          <p class={styles.soft}>
            <When at={call.at} timeZone={who.site.time_zone} />
            {` · ${call.by}`}
          </p>
        </li>
      ))}
    </ul>
  );
}
