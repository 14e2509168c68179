import type { TravelPolicy } from "../../api";
import { type Label, t } from "../../i18n";
import { TextField } from "../../ui/Field";
import { distance, LONGEST, readNumber } from "./money";

type Way = "one" | "both";
type Unit = TravelPolicy["unit"];

const labels: Record<Unit, Record<Way, Label>> = {
  mile: { one: "distance.miles", both: "distance.miles.both" },
  km: { one: "distance.kms", both: "distance.kms.both" },
};

type Props = { way: Way; unit: Unit; value: string; error: string | null; onInput: (typed: string) => void };

/** A distance as it is typed. */
export function DistanceField({ way, unit, value, error, onInput }: Props) {
  return (
    <TextField
      id="distance"
      label={t(labels[unit][way])}
      hint={t("distance.hint")}
      error={error ?? undefined}
      inputMode="decimal"
      autoComplete="off"
      value={value}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  );
}

/** What is wrong with a distance as it was typed; null where nothing is. */
export function distanceFault(typed: string, unit: Unit, way: Way): string | null {
  const { value, wrong } = readNumber(typed, 1);
  const most = way === "one" ? LONGEST / 2 : LONGEST;
  if (value !== undefined) return value > most ? t("distance.far", { most: distance(most, unit) }) : null;
  if (wrong === "zero") return t("distance.zero");
  return t(wrong === "digits" ? "distance.digits" : "distance.wrong");
}
