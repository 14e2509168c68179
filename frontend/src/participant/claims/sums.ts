/** What a draft comes to: pure, from its lines, the policy, and what her other claims take of the caps. */
import type { Claim, ClaimCut, NewClaim, NewClaimLine, Travel, TravelPolicy } from "../../api";
import type { Draft } from "./draft";
import { askedFor, categoryOf, type DraftLine, type Known } from "./lines";
import { type Allowed, assess, type Line, mileage, rateOn, type Taken } from "./policy";

/** A line of another claim, with the visit that it is for. */
type Counted = Omit<Taken, "same_visit"> & { visit: string };

const counts = ({ status }: Claim) => status !== "withdrawn" && status !== "declined";

const at = (counted: readonly Counted[], visit: string): Taken[] =>
  counted.map(({ visit: other, ...one }) => ({ ...one, same_visit: other === visit }));

/**
 * What other claims take of the caps of this one: those that the server has, then those that are not
 * sent yet.
 */
export function takenBefore(
  { claims }: Pick<Travel, "claims">,
  unsent: readonly NewClaim[],
  { id, visit }: Pick<Draft, "id" | "visit">,
  policy: TravelPolicy,
): Taken[] {
  const others = unsent.filter((one) => one.id !== id);
  const newer = new Set([id, ...others.map((one) => one.id)]);
  const sent = claims.filter((claim) => counts(claim) && !newer.has(claim.id)).flatMap(linesOf);
  const all = others.reduce<Counted[]>((before, claim) => [...before, ...waiting(claim, before, policy)], sent);
  return at(all, visit.id);
}

const linesOf = ({ lines, visit }: Claim): Counted[] =>
  lines.map(({ category, spent_on, approved, allowed, care_partner }) => ({
    ...{ category, spent_on, care_partner, amount: approved ?? allowed, visit: visit.id },
  }));

function waiting({ lines, visit_id }: NewClaim, before: readonly Counted[], policy: TravelPolicy): Counted[] {
  const asked = lines.map((line) => ({ ...line, key: line.id, asked: askedIn(line, policy) }));
  const found = assess(policy, asked, at(before, visit_id));
  return asked.map(({ key, category, spent_on, care_partner = false }) => ({
    ...{ category, spent_on, care_partner, amount: found.get(key)?.amount ?? 0, visit: visit_id },
  }));
}

function askedIn({ category, amount, distance, spent_on }: NewClaimLine, policy: TravelPolicy): number {
  if (distance) return mileage(rateOn(policy, spent_on) ?? "0", distance, policy.digits);
  return amount ?? categoryOf(policy, { category })?.amount ?? 0;
}

/** A line of a draft with what is asked for it and what is paid of it. */
export type Summed = { line: DraftLine; asked: number; allowed: Allowed };

export type Sums = { lines: Summed[]; asked: number; allowed: number };

/** The whole lines of a draft, priced. What is not whole yet counts for nothing. */
export function sumsOf({ lines }: Pick<Draft, "lines">, facts: Known, taken: readonly Taken[]): Sums {
  const whole = lines.flatMap((line) => {
    const asked = askedFor(line, facts);
    return asked === null || line.spent_on === null ? [] : [{ line, asked, spent_on: line.spent_on }];
  });
  const priced = whole.map(
    ({ line, asked, spent_on }): Line => ({
      ...{ key: line.id, category: line.category, spent_on, asked, care_partner: line.care_partner ?? false },
    }),
  );
  const found = assess(facts.policy, priced, taken);
  const rows = whole.map(({ line, asked }) => ({ line, asked, allowed: found.get(line.id) ?? { amount: asked, cut: null } }));
  return {
    lines: rows,
    asked: rows.reduce((sum, { asked }) => sum + asked, 0),
    allowed: rows.reduce((sum, { allowed }) => sum + allowed.amount, 0),
  };
}

/** Why less is paid than asked: each cap that was reached once, with how much is over it, and for what. */
export function cutsOf({ lines }: Pick<Sums, "lines">): { cut: ClaimCut; over: number; line: DraftLine }[] {
  const found = new Map<string, { cut: ClaimCut; over: number; line: DraftLine }>();
  for (const { line, asked, allowed } of lines) {
    const { cut, amount } = allowed;
    if (!cut) continue;
    const key = [cut.kind, cut.category, cut.category !== null && line.care_partner].join();
    found.set(key, { cut, line, over: (found.get(key)?.over ?? 0) + asked - amount });
  }
  return [...found.values()];
}
