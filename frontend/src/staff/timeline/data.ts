import { api, read, type Shape } from "../../api";

export type Happening = Omit<Shape<"Happening">, "facts"> & { facts: Record<string, unknown> };
export type What = Happening["what"];
export type Kind = Happening["kind"];
export type About = Happening["about"];
export type Line = Omit<Shape<"Timeline">, "rows"> & { rows: Happening[] };

/** Entries a step of "Show older". */
export const STEP = 40;
/** The most that the server gives at once. */
const MOST = 100;

export type Asked = { id: string; kinds: readonly Kind[] };

function page({ id, kinds }: Asked, before: string | null, limit: number): Promise<Line> {
  const query = { limit, ...(kinds.length ? { kinds: [...kinds] } : {}), ...(before ? { before } : {}) };
  return read(
    api.GET("/api/staff/participants/{participant_id}/timeline", {
      params: { path: { participant_id: id }, query },
    }),
  );
}

/** The next entries below a line that is shown. */
export async function below(asked: Asked, line: Line): Promise<Line> {
  const next = await page(asked, line.older, STEP);
  return { ...next, rows: [...line.rows, ...next.rows] };
}

/** The newest `count` entries, or all there are. */
export async function newest(asked: Asked, count: number): Promise<Line> {
  let line = await page(asked, null, Math.min(count, MOST));
  while (line.older && line.rows.length < count) {
    const next = await page(asked, line.older, Math.min(count - line.rows.length, MOST));
    line = { ...next, rows: [...line.rows, ...next.rows] };
  }
  return line;
}
