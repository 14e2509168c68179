import { useRef, useState } from "preact/hooks";

import { Button, ButtonLink } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { useFresh } from "../data/useFresh";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { Actions, Section } from "../parts/Facts";
import { Panel } from "../parts/Panel";
import { Shown } from "../parts/Shown";
import { When } from "../parts/When";
import { can } from "../session/session";
import { shortDay } from "../words/dates";
import { money } from "../words/money";
import { type Batch, batchCsv, payments } from "./data";
import { PaidForm } from "./PaidForm";
import styles from "./Payments.module.css";
import { PaymentsTable } from "./PaymentsTable";
import { SettledBy } from "./SettledBy";
import { toSettle, waitingOf } from "./settling";
import { Sheet } from "./Sheet";
import { isDue, nextWords } from "./words";

/** One batch: where its payments stand, what can be done about them, and who did what. */
export function BatchPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const loaded = useLoad(`batch ${id}`, () => payments.batch(id));
  useFresh(loaded.reload);
  const batch = loaded.data;
  const sum = batch && money(batch.amount, batch.currency);
  return (
    <Panel
      name={id}
      onClose={onClose}
      title={batch && sum ? t("batch.title", { number: batch.number, sum }) : t(loaded.error ? "panel.failed" : "loading")}
      under={
        batch && (
          <p class={styles.under}>
            <span>{t("batch.under", { day: shortDay(batch.expected_on) })}</span>
            <span>
              {t("batches.column.made")} <When at={batch.made_at} /> {t("topay.by", { name: batch.made_by })}
            </span>
          </p>
        )
      }
    >
      <Shown of={loaded} lines={8}>
        {(found) => <Body key={found.id} batch={found} />}
      </Shown>
    </Panel>
  );
}

function Body({ batch }: { batch: Batch }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [form, setForm] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const pays = can("claims.pay");
  const shut = () => {
    setForm(null);
    requestAnimationFrame(() => (box.current?.querySelector("button") ?? box.current)?.focus());
  };
  const kind = batch.failed || isDue(batch) ? "amber" : batch.on_its_way ? "info" : "green";
  return (
    <>
      <div class={styles.acts} ref={box} tabIndex={-1}>
        <Notice kind={kind}>
          <p>{nextWords(batch)}</p>
        </Notice>
        {form === PAID ? (
          <PaidForm batch={batch} rows={toSettle(batch, chosen)} onClose={shut} onDone={() => setChosen(new Set())} />
        ) : (
          pays && <Pay batch={batch} chosen={chosen} onPaid={() => setForm(PAID)} />
        )}
      </div>
      <Section title={t("batch.payments")} action={<TakeAlong batch={batch} pays={pays} />}>
        <PaymentsTable
          batch={batch}
          chosen={chosen}
          onChoose={setChosen}
          failing={form}
          onFailing={setForm}
          onShut={shut}
          pays={pays}
        />
      </Section>
      <Section title={t("batch.history")}>
        <SettledBy batch={batch} />
      </Section>
      <Sheet batch={batch} />
    </>
  );
}

/** The form that is open where it is not that of one payment. */
const PAID = "paid";

type PayProps = { batch: Batch; chosen: ReadonlySet<string>; onPaid: () => void };

/** Nothing where nothing waits. */
function Pay({ batch, chosen, onPaid }: PayProps) {
  const n = toSettle(batch, chosen).length;
  if (!n) return null;
  const some = waitingOf(batch).some(({ id }) => chosen.has(id));
  return (
    <Actions>
      <Button icon="check" onClick={onPaid}>
        {t(some ? "paid.open.some" : "paid.open", { n })}
      </Button>
    </Actions>
  );
}

/** For the accounting system, and on paper. */
function TakeAlong({ batch, pays }: { batch: Batch; pays: boolean }) {
  return (
    <Actions>
      {pays && (
        <ButtonLink kind="plain" icon="save" href={batchCsv(batch.id)} download>
          {t("batch.csv")}
        </ButtonLink>
      )}
      <Button kind="plain" icon="print" onClick={() => window.print()}>
        {t("batch.print")}
      </Button>
    </Actions>
  );
}
