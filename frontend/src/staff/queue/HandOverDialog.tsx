import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { at, type Problem, refused, toProblem } from "../data/problem";
import { changed, useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Choices } from "../parts/Choices";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { Shown } from "../parts/Shown";
import { me } from "../session/session";
import { keyOf, type Person, queue, type Row } from "./data";
import { whatOf } from "./kinds";

const ids = { account_id: "hand-over-to" };

/** Gives a row to a colleague who may have it. */
export function HandOverDialog({ row, onClose }: { row: Row; onClose: () => void }) {
  const people = useLoad(`people ${keyOf(row)}`, () => queue.people(row));
  return (
    <Dialog open onClose={onClose} title={t("queue.hand_of", { what: whatOf(row) })} closeLabel={t("close")}>
      <Shown of={people} lines={3}>
        {(found) => {
          const others = found.filter(({ account_id }) => account_id !== me.value?.account.id);
          if (others.length === 0) return <p>{t("queue.hand.none")}</p>;
          return <HandOverForm row={row} people={others} onClose={onClose} />;
        }}
      </Shown>
    </Dialog>
  );
}

function HandOverForm({ row, people, onClose }: { row: Row; people: readonly Person[]; onClose: () => void }) {
  const [chosen, setChosen] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  async function send() {
    if (!chosen) return setProblem(refused([{ field: "account_id", message: t("queue.hand.missing") }]));
    setBusy(true);
    try {
      const { taken_by } = await queue.handOver(row, chosen);
      announce(t("queue.handed", { name: taken_by ?? "", what: whatOf(row) }));
      await changed();
      onClose();
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  }

  return (
    <InlineForm label={t("queue.hand")} onSubmit={() => void send()}>
      <Problems problem={problem} fields={ids} />
      <Choices
        id={ids.account_id}
        label={t("queue.hand.to")}
        error={at(problem, "account_id")}
        choices={people.map(({ account_id, name }) => ({ key: account_id, label: name }))}
        chosen={[chosen]}
        onChange={([next]) => {
          setChosen(next ?? "");
          setProblem(null);
        }}
      />
      <Actions>
        <Button type="submit" busy={busy}>
          {t("queue.hand")}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {t("cancel")}
        </Button>
      </Actions>
    </InlineForm>
  );
}
