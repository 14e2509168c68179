import { SelectField } from "../../ui/Field";
import { at, type FieldProblem, type Problem } from "../data/problem";
import { t } from "../i18n";
import { Choices } from "../parts/Choices";
import { type Place, roles, type Seat, type StaffRole } from "./data";
import { placeWords } from "./words";

/** `place`: the index of one of the places that the admin may give, or nothing yet. */
export type SeatValues = { role: StaffRole | ""; place: string };

export const seatIds = { role: "team-role", site_id: "team-place" };

export const noSeat = (places: readonly Place[]): SeatValues => ({ role: "", place: places.length === 1 ? "0" : "" });

/** What is plainly missing, said before the form is sent. */
export function missingSeat({ role, place }: SeatValues): FieldProblem[] {
  return [
    ...(role ? [] : [{ field: "role", message: t("team.role.missing") }]),
    ...(place ? [] : [{ field: "site_id", message: t("team.place.missing") }]),
  ];
}

/** The seat that was chosen, once nothing is missing. */
export function seatOf({ role, place }: SeatValues, places: readonly Place[]): Seat | null {
  const found = place ? places[Number(place)] : undefined;
  return role && found ? { role, study_id: found.study_id, site_id: found.site_id } : null;
}

type Props = {
  places: readonly Place[];
  values: SeatValues;
  problem: Problem | null;
  onChange: (change: Partial<SeatValues>) => void;
};

/** Which role, said by what it lets one do, and where. */
export function SeatFields({ places, values, problem, onChange }: Props) {
  return (
    <>
      <Choices
        id={seatIds.role}
        label={t("team.role")}
        error={at(problem, "role")}
        choices={roles.map((key) => ({ key, label: t(`role.${key}`), note: t(`team.role.${key}`) }))}
        chosen={values.role ? [values.role] : []}
        onChange={([next]) => onChange({ role: next as StaffRole })}
      />
      <SelectField
        id={seatIds.site_id}
        label={t("team.where")}
        error={at(problem, "site_id")}
        value={values.place}
        onChange={(event) => onChange({ place: event.currentTarget.value })}
      >
        <option value="">{t("choose")}</option>
        {places.map((place, index) => (
          <option key={`${place.study_id}${place.site_id ?? ""}`} value={String(index)}>
            {placeWords(place, places)}
          </option>
        ))}
      </SelectField>
    </>
  );
}
