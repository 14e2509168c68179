/** The hours one can choose: pure. "09:30" is half past nine in the morning. */
export type Quiet = { begins: string; ends: string };

const hours = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `${String(from + at).padStart(2, "0")}:00`);

/** All of a day. */
export const HOURS = hours(0, 23);
/** Those at which somebody may like to be told. */
export const DAYTIME = hours(6, 22);
/** What stands there at first, for who wants hours of her own. */
export const NIGHT: Quiet = { begins: "21:00", ends: "08:00" };

/** These hours and the one that counts now, in order. */
export function hoursWith(some: readonly string[], now: string | null): string[] {
  return [...new Set(now === null ? some : [...some, now])].sort();
}

/** Null is as the study says; both ends the same are no quiet hours at all. */
export function quietKind(quiet: Quiet | null): "usual" | "own" | "none" {
  if (quiet === null) return "usual";
  return quiet.begins === quiet.ends ? "none" : "own";
}
