import { ErrorSummary } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import type { Problem } from "../data/problem";
import { t } from "../i18n";
import { ended } from "../session/session";

type Props = {
  problem: Problem | null;
  /** Fields of the form by the server's names, and the id each has on the page. */
  fields: Record<string, string>;
};

/** Why a form was refused: a summary that leads to the fields, or a sentence where no field is meant. */
export function Problems({ problem, fields }: Props) {
  const signedInAgain = problem?.status === 401 && !ended.value;
  if (!problem || signedInAgain) return null;
  const named = problem.fields.filter(({ field }) => field in fields);
  const others = problem.fields.filter(({ field }) => !(field in fields));
  if (named.length && !others.length) {
    const errors = named.map(({ field, message }) => ({ field: fields[field] ?? field, message }));
    return <ErrorSummary title={t("form.mend", { n: errors.length })} errors={errors} />;
  }
  return (
    <Notice kind="red" role="alert" icon={problem.code === "offline" ? "offline" : undefined}>
      <strong>{problem.title}</strong>
      {problem.detail && <p>{problem.detail}</p>}
      {problem.fields.map(({ field, message }) => (
        <p key={field}>{message}</p>
      ))}
      {problem.code === "offline" && <p>{t("form.kept")}</p>}
    </Notice>
  );
}
