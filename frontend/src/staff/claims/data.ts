/** What the desk asks the server about claims, one function a route, and the names of its answers. */
import { api, read, type Shape } from "../../api";
import { PAGE_SIZE } from "../data/api";
import { can } from "../session/session";
import type { Waits } from "../shell/features";

export type ClaimRow = Shape<"ClaimRow">;
export type Claim = Shape<"ClaimDetail">;
export type ClaimStatus = ClaimRow["status"];
export type ClaimLine = Shape<"ClaimLine">;
export type ClaimStep = Shape<"ClaimStep">;
export type ClaimPayment = Shape<"ClaimPayment">;
export type Cut = Shape<"ClaimCut">;
export type Receipt = Shape<"Receipt">;
export type Warning = Shape<"ClaimWarning">;
export type Twin = Shape<"Twin">;
export type Counts = Shape<"ClaimCounts">;
export type Decide = Omit<Shape<"DecideClaim">, "version">;
export type Travel = Shape<"ParticipantTravel">;
export type Unit = Claim["unit"];

export const waitings = [
  "to_check",
  "overdue",
  "mine",
  "second_look",
  "disputed",
  "with_them",
  "to_pay",
  "on_its_way",
  "done",
  "all",
] as const;
export type Waiting = (typeof waitings)[number];

function list(waiting: Waiting, site: string, page: number, size = PAGE_SIZE) {
  const query = { waiting, page, page_size: size, ...(site ? { site } : {}) };
  return read(api.GET("/api/staff/claims", { params: { query } }));
}

const counts = async () => (await list("to_check", "", 1, 1)).counts;

/** What waits for this person: checking, or for whom cannot check but pays, paying. */
async function waits(): Promise<Waits> {
  const { to_check: n, overdue, to_pay: toPay } = await counts();
  return !can("claims.review") && can("claims.pay") ? { n: toPay, late: false } : { n, late: overdue > 0 };
}

const claim = (id: string) => ({ params: { path: { claim_id: id } } });
const person = (id: string) => ({ params: { path: { participant_id: id } } });

export const claims = {
  list,
  counts,
  waits,
  one: (id: string) => read(api.GET("/api/staff/claims/{claim_id}", claim(id))),
  take: (id: string, version: number) =>
    read(api.POST("/api/staff/claims/{claim_id}/take", { ...claim(id), body: { version } })),
  release: (id: string, version: number) =>
    read(api.POST("/api/staff/claims/{claim_id}/release", { ...claim(id), body: { version } })),
  decide: (id: string, version: number, decision: Decide) =>
    read(api.POST("/api/staff/claims/{claim_id}/decision", { ...claim(id), body: { version, ...decision } })),
};

export const travel = {
  of: (id: string) => read(api.GET("/api/staff/participants/{participant_id}/travel", person(id))),
  setDistance: (id: string, tenths: number) =>
    read(
      api.PUT("/api/staff/participants/{participant_id}/travel/distance", { ...person(id), body: { one_way: tenths } }),
    ),
};

/** Addresses that the browser opens by itself. */
export const CLAIMS_CSV = "/api/staff/claims.csv";
export const LINES_CSV = "/api/staff/claim-lines.csv";
const receipt = (id: string) => `/api/staff/receipts/${id}`;
export const thumbPath = (id: string) => `${receipt(id)}/picture?small=true`;
export const picturePath = (id: string, page: number) => `${receipt(id)}/picture?page=${page}`;
export const filePath = (id: string) => `${receipt(id)}/file`;

/** Where the desk shows them. */
export const CLAIMS = "/staff/claims";
export const claimPath = (id: string) => `${CLAIMS}/${id}`;
