import { signal } from "@preact/signals";

import { api, read, type Session } from "../../api";
import { staff } from "../data/api";
import { type Problem, toProblem } from "../data/problem";
import type { Me } from "../data/types";
import { takePage } from "./signOn";

export const session = signal<Session | null>(null);
export const me = signal<Me | null>(null);
export const startProblem = signal<Problem | null>(null);
/** The session ended while the desk was open: what is typed stays, and one signs in over it. */
export const ended = signal(false);

/** Whether the person's roles allow it. What they do not allow is not offered. */
export function can(what: string): boolean {
  return me.value?.can.some((allowed) => allowed === what) ?? false;
}

/** The sites whose participants the person sees, by name. */
export function mySites() {
  return me.value?.sites ?? [];
}

export async function start(): Promise<void> {
  startProblem.value = null;
  try {
    await enter(await read(api.GET("/api/session")));
  } catch (error) {
    startProblem.value = toProblem(error);
  }
}

/** What follows a sign-in. Somebody else than before begins with an empty desk. */
export async function enter(next: Session): Promise<void> {
  const before = me.value?.account.id;
  if (before && next.account && before !== next.account.id) return location.assign("/staff/");
  if (next.home === "staff" && !next.setting_up) {
    const page = takePage();
    if (page) return location.replace(page);
    me.value = await staff.me();
  }
  session.value = next;
  ended.value = false;
}

/** Called on any 401. Before anyone has signed in that is nothing new. */
export function sessionEnded(): void {
  if (me.value) ended.value = true;
}

export async function signOut(): Promise<void> {
  await read(api.POST("/api/sign-out"));
  location.assign("/staff/");
}
