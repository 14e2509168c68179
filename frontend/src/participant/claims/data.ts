/** What the server knows of her travel money, kept on the phone so that a claim can be made without a connection. */
import { api, read } from "../../api";
import type { Claim, ClaimableVisit, Travel } from "../../api";
import { createResource } from "../data/resource";

export const travel = createResource<Travel>("travel", () => read(api.GET("/api/me/travel")));

/** Claims that came back with a question: she acts next. */
export function returned({ claims }: Pick<Travel, "claims">): Claim[] {
  return claims.filter(({ can }) => can.correct);
}

/** Visits to ask about on a day; the answer may have been saved long before it. */
export function offered({ visits }: Pick<Travel, "visits">, day: string): ClaimableVisit[] {
  return visits.filter((visit) => visit.offered && day <= visit.deadline);
}
