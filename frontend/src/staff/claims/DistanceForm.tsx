import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { useSending } from "../consent/useSending";
import { at, type Problem, refused } from "../data/problem";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { fromMinor, toMinor } from "../words/money";
import { travel, type Unit } from "./data";
import { distanceWords } from "./words";

const ids = { one_way: "travel-distance" };
/** Distances are whole tenths: one digit after the point. */
const DIGITS = 1;

type Props = { id: string; code: string; distance: number | null; unit: Unit; onClose: () => void };

/** How far it is from home to the site, one way. */
export function DistanceForm({ id, code, distance, unit, onClose }: Props) {
  const [typed, setTyped] = useState(distance === null ? "" : fromMinor(distance, DIGITS));
  const [wrong, setWrong] = useState<Problem | null>(null);
  const sending = useSending();
  const problem = wrong ?? sending.problem;

  function submit() {
    const tenths = toMinor(typed, DIGITS);
    if (!tenths) return setWrong(refused([{ field: "one_way", message: t("travel.distance.missing") }]));
    setWrong(null);
    void sending.send(
      () => travel.setDistance(id, tenths),
      () => {
        announce(t("travel.distance.saved", { code, distance: distanceWords(tenths, unit) }));
        onClose();
      },
    );
  }

  return (
    <InlineForm label={t("travel.distance")} onSubmit={submit}>
      <Problems problem={problem} fields={ids} />
      <TextField
        id={ids.one_way}
        label={t(`travel.distance.label.${unit}`)}
        hint={t("travel.distance.hint")}
        error={at(problem, "one_way")}
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <Actions>
        <Button type="submit" busy={sending.busy}>
          {t("travel.distance.save")}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {t("cancel")}
        </Button>
      </Actions>
    </InlineForm>
  );
}
