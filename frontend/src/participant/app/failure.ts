import { ApiError, NetworkError } from "../../api/errors";
import { type Label, t } from "../../i18n";

/** What to say about something that did not work: the server's own words where it gave some. */
export function words(failure: unknown, { field, offline = "offline.action" }: { field?: string; offline?: Label } = {}) {
  if (failure instanceof NetworkError) return t(offline);
  if (failure instanceof ApiError) {
    const own = field ? failure.field(field) : failure.problem.errors?.[0]?.message;
    if (own) return own;
    return failure.message === "" ? t("error.action") : failure.message;
  }
  return t("error.action");
}
