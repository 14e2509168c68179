import { type Saving, useSaving } from "../data/useSaving";
import { type Claim, claims, type Decide } from "./data";
import { latestClaim } from "./latest";

/** One decision on a claim, on top of the version that was seen when its form opened. */
export function useDecision(claim: Claim, decide: () => Decide, done: (result: Claim) => void): Saving<Claim> {
  return useSaving({
    send: (on) => claims.decide(claim.id, on, decide()),
    latest: () => latestClaim(claim.id),
    done,
  });
}
