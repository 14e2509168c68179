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

const placed =
  (fields: Props["fields"]) =>
  ({ field, message }: Problem["fields"][number]) => {
    const id = fields[field];
    return id === undefined ? [] : [{ field: id, message }];
  };

/** Why a form was refused: a summary that leads to the fields, or a sentence where no field is meant. */
export function Problems({ problem, fields }: Props) {
  const signedInAgain = problem?.status === 401 && !ended.value;
  if (!problem || signedInAgain) return null;
  const named = problem.fields.flatMap(placed(fields));
  if (named.length && named.length === problem.fields.length) {
    return <ErrorSummary title={t("form.mend", { n: named.length })} errors={named} refusal={problem} />;
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
