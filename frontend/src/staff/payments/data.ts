/** What the desk asks the server about payments, one function a route, and the names of its answers. */
import { api, read, type Shape } from "../../api";
import { PAGE_SIZE } from "../data/api";

export type ToPay = Shape<"ToPay">;
export type PayableClaim = Shape<"PayableClaim">;
export type Batch = Shape<"Batch">;
export type BatchRow = Shape<"BatchRow">;
export type Payment = Shape<"PaymentRow">;
export type PaymentStatus = Payment["status"];
export type Totals = Shape<"Totals">;
export type YearTotals = Shape<"YearTotals">;
export type Sums = Shape<"Sums">;
export type NewBatch = Shape<"NewBatch">;
export type Settle = { paid_on: string; reference: string; payments: string[] };

const batchAt = (id: string) => ({ params: { path: { batch_id: id } } });

export const payments = {
  toPay: () => read(api.GET("/api/staff/payments/to-pay")),
  batches: (page: number) =>
    read(api.GET("/api/staff/payment-batches", { params: { query: { page, page_size: PAGE_SIZE } } })),
  batch: (id: string) => read(api.GET("/api/staff/payment-batches/{batch_id}", batchAt(id))),
  make: (body: NewBatch) => read(api.POST("/api/staff/payment-batches", { body })),
  settle: (id: string, body: Settle) =>
    read(api.POST("/api/staff/payment-batches/{batch_id}/paid", { ...batchAt(id), body })),
  fail: (id: string, version: number, reason: string) =>
    read(
      api.POST("/api/staff/payments/{payment_id}/failed", {
        params: { path: { payment_id: id } },
        body: { version, reason },
      }),
    ),
  /** `year` null: the latest in which something was paid. */
  totals: (year: number | null) =>
    read(api.GET("/api/staff/travel-totals", { params: { query: year === null ? {} : { year } } })),
};

/** Addresses that the browser opens by itself. */
export const batchCsv = (id: string) => `/api/staff/payment-batches/${id}/payments.csv`;
export const totalsCsv = (year: number) => `/api/staff/travel-totals.csv?year=${year}`;

/** Where the desk shows them. */
export const TO_PAY = "/staff/claims/to-pay";
export const PAYMENTS = "/staff/claims/payments";
export const TOTALS = "/staff/claims/totals";
export const batchPath = (id: string) => `${PAYMENTS}/${id}`;
