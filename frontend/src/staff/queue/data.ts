/** What the desk asks the server about the work queue, one function a route. */
import { api, read, type Shape } from "../../api";
import { PAGE_SIZE } from "../data/api";
import type { Waits } from "../shell/features";

export type Row = Shape<"QueueRow">;
export type Kind = Row["kind"];
export type Count = Shape<"QueueCount">;
export type Person = Shape<"QueuePerson">;

export const QUEUE = "/staff/queue";

export type Wanted = { site: string; kind: string; mine: string; snoozed: string; page: string };
export const everything: Wanted = { site: "", kind: "", mine: "", snoozed: "", page: "1" };

function list({ site, kind, mine, snoozed, page }: Wanted, size = PAGE_SIZE) {
  const query = {
    page: Number(page),
    page_size: size,
    mine: mine === "true",
    snoozed: snoozed === "true",
    ...(site ? { site } : {}),
    ...(kind ? { kind: kind as Kind } : {}),
  };
  return read(api.GET("/api/staff/queue", { params: { query } }));
}

async function waits(): Promise<Waits> {
  const { counts } = await list(everything, 1);
  return {
    n: counts.reduce((sum, { waiting }) => sum + waiting, 0),
    late: counts.some(({ late }) => late > 0),
  };
}

const one = ({ kind, object_id }: Row) => ({ params: { path: { kind, object_id } } });

export const queue = {
  list,
  waits,
  pulse: async () => (await read(api.GET("/api/staff/pulse"))).newest,
  people: async (row: Row) => (await read(api.GET("/api/staff/queue/{kind}/{object_id}/people", one(row)))).rows,
  take: (row: Row) =>
    read(api.POST("/api/staff/queue/{kind}/{object_id}/take", { ...one(row), body: { version: row.version } })),
  release: (row: Row) =>
    read(api.POST("/api/staff/queue/{kind}/{object_id}/release", { ...one(row), body: { version: row.version } })),
  handOver: (row: Row, account_id: string) =>
    read(
      api.POST("/api/staff/queue/{kind}/{object_id}/hand-over", {
        ...one(row),
        body: { version: row.version, account_id },
      }),
    ),
  snooze: (row: Row, until: string | null, note = "") =>
    read(
      api.POST("/api/staff/queue/{kind}/{object_id}/snooze", {
        ...one(row),
        body: { version: row.version, until, note },
      }),
    ),
};

/** What tells a row apart in the list. */
export const keyOf = ({ kind, object_id }: Row) => `${kind}-${object_id}`;
