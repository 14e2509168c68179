/** What the desk asks the server about how long people wait, and the names of its answers. */
import { api, read, type Shape } from "../../api";

export type Timeliness = Shape<"Timeliness">;
export type Cell = Shape<"TimelinessCell">;
export type Site = Shape<"TimelinessSite">;
export type Clock = Shape<"TimelinessMeasure">["clock"];

export const timeliness = {
  of: (months: number) => read(api.GET("/api/staff/timeliness", { params: { query: { months } } })),
};

/** An address that the browser opens by itself. */
export const timelinessCsv = (months: number) => `/api/staff/timeliness.csv?months=${months}`;

/** Where the desk shows it. */
export const TIMELINESS = "/staff/timeliness";
