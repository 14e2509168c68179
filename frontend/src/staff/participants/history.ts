import { t } from "../i18n";

export type Change = { name: string; before: string; after: string };

function words(value: unknown): string {
  if (value === null || value === undefined || value === "") return "";
  if (Array.isArray(value)) return value.map(words).join(", ");
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value === "object") {
    return Object.entries(value)
      .map(([key, one]) => `${named(key)} ${words(one)}`)
      .join(", ");
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

const named = (key: string) => key.replaceAll("_", " ");
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What differs between two states of a thing, one line each; values that stayed are left out. */
export function changesOf(before: unknown, after: unknown): Change[] {
  if (!isRecord(before) && !isRecord(after)) {
    const change = { name: "", before: words(before), after: words(after) };
    return change.before || change.after ? [change] : [];
  }
  const was = isRecord(before) ? before : {};
  const is = isRecord(after) ? after : {};
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((key) => ({ name: named(key), before: words(was[key]), after: words(is[key]) }))
    .filter((change) => change.before !== change.after);
}
