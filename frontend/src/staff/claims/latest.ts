import type { Latest } from "../data/useSaving";
import { type Claim, claims } from "./data";
import { newest } from "./words";

/** The claim as it is now. Who changed it last is the colleague who has it, or took the last step. */
export async function latestClaim(id: string): Promise<Latest<Claim>> {
  const present = await claims.one(id);
  const step = newest(present.steps);
  const taken = present.taken_by !== null && !present.mine;
  return {
    version: present.version,
    present,
    by: taken ? present.taken_by : (step?.by ?? null),
    at: taken && step?.new !== "checking" ? null : (step?.at ?? null),
  };
}
