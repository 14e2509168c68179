import { SelectField, TextField } from "../../ui/Field";
import { at, type Problem } from "../data/problem";
import { t, type TextKey } from "../i18n";
import { session } from "../session/session";
import { Row } from "../parts/Facts";
import type { FactKey, FactValues } from "./facts";
import { languageName } from "./words";

export const labels = {
  code: "column.code",
  name: "column.name",
  email: "field.email",
  phone: "field.phone",
  language: "column.language",
} as const satisfies Record<FactKey, TextKey>;

/** The ids of the fields, by the names that the server gives them. */
export const fieldIds: Record<FactKey, string> = {
  code: "fact-code",
  name: "fact-name",
  email: "fact-email",
  phone: "fact-phone",
  language: "fact-language",
};

type Props = { values: FactValues; problem: Problem | null; onChange: (change: Partial<FactValues>) => void };

/** The facts that a new participant is added with, and that can be changed later. */
export function FactFields({ values, problem, onChange }: Props) {
  const common = (key: FactKey) => ({
    id: fieldIds[key],
    label: t(labels[key]),
    error: at(problem, key),
    value: values[key],
    onInput: (event: { currentTarget: { value: string } }) => onChange({ [key]: event.currentTarget.value }),
    autoComplete: "off",
  });
  return (
    <>
      <Row>
        <TextField {...common("code")} hint={t("field.code.hint")} />
        <TextField {...common("name")} hint={t("field.name.hint")} />
      </Row>
      <TextField {...common("email")} type="email" hint={t("field.email.hint")} />
      <Row>
        <TextField {...common("phone")} type="tel" hint={t("field.phone.hint")} />
        <SelectField {...common("language")} hint={t("field.language.hint")}>
          {(session.value?.languages ?? ["en"]).map((key) => (
            <option key={key} value={key}>
              {languageName(key)}
            </option>
          ))}
        </SelectField>
      </Row>
    </>
  );
}
