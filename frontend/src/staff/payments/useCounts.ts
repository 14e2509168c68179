import { claims, type Counts } from "../claims/data";
import { useLoad } from "../data/useLoad";

/** What waits in each of the lists about travel money, for the head that they share. */
export function useCounts(): Counts | null {
  return useLoad("claim counts", claims.counts, { keep: true }).data;
}
