/** What the desk asks the server about who changed what, and the names of its answers. */
import { api, read, type Shape } from "../../api";
import { PAGE_SIZE } from "../data/api";
import type { HistoryRow } from "../data/types";

export type Choices = Shape<"HistoryChoices">;
export type Side = "team" | "own" | "portal";

/** What narrows the history, as the address of the page has it. `who`: a side or an account. */
export type Narrowed = {
  site: string;
  participant: string;
  who: string;
  kind: string;
  action: string;
  first: string;
  last: string;
};

export const sides: readonly Side[] = ["team", "own", "portal"];

/** The same as the server asks for it: only what narrows. */
export function queryOf({ who, ...rest }: Narrowed) {
  const side = sides.find((one) => one === who);
  const asked = Object.entries({ ...rest, by: side ? "" : who }).filter(([, value]) => value !== "");
  return { ...Object.fromEntries(asked), ...(side ? { side } : {}) };
}

export const history = {
  choices: () => read(api.GET("/api/staff/history/choices")),
  /** `upTo`: the newest entry that was shown, so that pages stay as they were; "": all there is now. */
  page: async (narrowed: Narrowed, page: number, upTo: string) => {
    const paging = { page, page_size: PAGE_SIZE, ...(upTo ? { up_to: Number(upTo) } : {}) };
    const found = await read(api.GET("/api/staff/history", { params: { query: { ...queryOf(narrowed), ...paging } } }));
    return { ...found, rows: found.rows as HistoryRow[] };
  },
};

/** An address that the browser opens by itself. */
export function historyCsv(narrowed: Narrowed): string {
  const query = new URLSearchParams(queryOf(narrowed)).toString();
  return `/api/staff/history.csv${query && `?${query}`}`;
}

/** Where the desk shows it. */
export const HISTORY = "/staff/history";
export const historyOf = (participant: string) => `${HISTORY}?participant=${participant}`;
