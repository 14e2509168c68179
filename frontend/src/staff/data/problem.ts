import { ApiError, NetworkError } from "../../api/errors";
import { t } from "../i18n";

export type FieldProblem = { field: string; message: string };

/** A refusal in the shape that the desk shows: words, and which fields they are about. */
export type Problem = {
  code: string;
  status: number;
  title: string;
  detail: string;
  fields: FieldProblem[];
};

/** Turns whatever was thrown into words. No connection has the code "offline". */
export function toProblem(error: unknown): Problem {
  if (error instanceof NetworkError) {
    return { code: "offline", status: 0, title: t("error.offline.title"), detail: t("error.offline.detail"), fields: [] };
  }
  if (error instanceof ApiError) {
    const { title, detail, errors } = error.problem;
    return {
      code: error.code,
      status: error.status,
      title: title || t("error.unknown.title"),
      detail: detail ?? (title ? "" : t("error.unknown.detail")),
      fields: (errors ?? []).map(({ field, message }) => ({ field, message })),
    };
  }
  reportError(error);
  return { code: "unknown", status: 0, title: t("error.unknown.title"), detail: t("error.unknown.detail"), fields: [] };
}

/** A refusal of the form's own, in the server's shape; none where nothing is wrong. */
export function refused(fields: FieldProblem[]): Problem | null {
  return fields.length ? { code: "invalid", status: 422, title: "", detail: "", fields } : null;
}

/** The message at one field, if the refusal is about it. */
export function at(problem: Problem | null, field: string): string | undefined {
  return problem?.fields.find((one) => one.field === field)?.message;
}

/** The same problem without what is said about one field, or none where nothing is left. */
export function without(problem: Problem | null, field: string): Problem | null {
  const fields = problem?.fields.filter((one) => one.field !== field) ?? [];
  return problem && fields.length ? { ...problem, fields } : null;
}

/** The same problem with its fields named as the form names them ("booking.date" becomes "date"). */
export function within(problem: Problem | null, prefix: string): Problem | null {
  if (!problem) return null;
  const cut = (field: string) => (field.startsWith(`${prefix}.`) ? field.slice(prefix.length + 1) : field);
  return { ...problem, fields: problem.fields.map((one) => ({ ...one, field: cut(one.field) })) };
}
