import { TextField } from "../../ui/Field";
import { at, type FieldProblem, type Problem } from "../data/problem";
import { t } from "../i18n";
import { Choices } from "../parts/Choices";
import { type Way, ways } from "./data";

export type WayValues = { way: Way | ""; email: string };

export const wayIds = { way: "joining-way", email: "joining-email" };

/** What is plainly missing, said before the form is sent. */
export function missingWay({ way, email }: WayValues): FieldProblem[] {
  if (!way) return [{ field: "way", message: t("joining.way.missing") }];
  const needed = way === "mail" && !email.includes("@");
  return needed ? [{ field: "email", message: t("joining.email.missing") }] : [];
}

type Props = { values: WayValues; problem: Problem | null; onChange: (change: Partial<WayValues>) => void };

/** How the code gets to her; a mail needs an address. */
export function WayFields({ values, problem, onChange }: Props) {
  return (
    <>
      <Choices
        id={wayIds.way}
        label={t("joining.way")}
        error={at(problem, "way")}
        choices={ways.map((key) => ({ key, label: t(`joining.way.${key}`), note: t(`joining.way.${key}.note`) }))}
        chosen={values.way ? [values.way] : []}
        onChange={([next]) => onChange({ way: next as Way })}
      />
      {values.way === "mail" && (
        <TextField
          id={wayIds.email}
          label={t("field.email")}
          type="email"
          autoComplete="off"
          error={at(problem, "email")}
          value={values.email}
          onInput={(event) => onChange({ email: event.currentTarget.value })}
        />
      )}
    </>
  );
}
