/** What the server knows of her check-ins, kept on the phone so that one can be done without a connection. */
import { api, read } from "../../api";
import type { CheckIns, ReportHistory } from "../../api";
import { createResource } from "../data/resource";

export const checkIns = createResource<CheckIns>("check-ins", () => read(api.GET("/api/me/check-ins")));
export const reports = createResource<ReportHistory>("check-ins:reports", () => read(api.GET("/api/me/check-ins/reports")));
