/** Who is signed in on this device, from the server where it can be reached, else from the phone. */
import { signal } from "@preact/signals";

import { api, NetworkError, read } from "../../api";
import type { Session } from "../../api";
import { language, type Language, languages, speakLanguage } from "../../i18n";
import { draftsOf, load, save, wipe, wipeDraftsOfOthers } from "../../offline/store";
import { languageUntold, saveLanguage, savedLanguage, setLanguageUntold } from "../../ui/prefs";
import { help } from "./answers";
import { forgetAll } from "./resource";

/** Why nobody is signed in. `helped`: she helps nobody any more. */
type Why = "new" | "ended" | "left" | "helped";

export type Standing =
  | { kind: "starting" }
  | { kind: "unreachable" }
  | { kind: "out"; session: Session; why: Why }
  | { kind: "in"; session: Session };

export const standing = signal<Standing>({ kind: "starting" });

/** Whether the person takes part herself; a care partner sees the visits and travel money of another. */
export function takesPart(): boolean {
  const now = standing.value;
  return now.kind !== "in" || now.session.place?.role === "participant";
}

/** Whether she sees check-ins: her own, or by leave those of the person whom she helps. */
export function readsCheckIns(): boolean {
  const now = standing.value;
  return now.kind !== "in" || now.session.place?.may_read_check_ins === true;
}

/** Whether what this device showed has ended, and she has to choose another place of hers. */
export const placeEnded = (session: Session): boolean => session.place === null && session.places.length > 0;

/** The name of the participant whom what is shown is about. */
export function whoseName(): string {
  const now = standing.value;
  return now.kind === "in" ? (now.session.place?.name ?? "") : "";
}

/** The name of whoever is signed in. */
export function myName(): string {
  const now = standing.value;
  return now.kind === "in" ? (now.session.account?.name ?? "") : "";
}

/** Whose phone this is at the moment; "" where nobody is signed in. */
export function accountHere(): string {
  const now = standing.peek();
  return now.kind === "in" ? (now.session.account?.id ?? "") : "";
}

/** Shows at once what the phone remembers, then asks the server. */
export async function start(): Promise<void> {
  const asked = ask();
  asked.catch(() => {}); // heard below; meanwhile it is nobody's
  const saved = await load<Session>("session");
  if (saved && standing.peek().kind === "starting") standing.value = { kind: "in", session: saved.value };
  try {
    const session = await asked;
    if (saved && saved.value.account?.id !== session.account?.id) await forget(session.account || session.help_ended ? [] : keptFor(saved.value));
    else if (saved && shownLess(saved.value, session)) await forget();
    await enter(session, session.help_ended ? "helped" : saved ? "ended" : "new");
  } catch (error) {
    if (!saved) standing.value = { kind: "unreachable" };
    if (!(error instanceof NetworkError)) throw error;
  }
}

/** What is kept on the phone is of somebody else's, or of more than she may see now. */
function shownLess(before: Session, now: Session): boolean {
  if (!before.place) return false;
  return before.place.id !== now.place?.id || (before.place.may_read_check_ins && !now.place.may_read_check_ins);
}

/** A refusal may mean that she may do less than the phone knew. */
export function askAnew(): void {
  if (standing.peek().kind === "in") start().catch(() => {});
}

/** Whose study this device shows from now on: of the other nothing stays here. */
export async function choosePlace(id: string): Promise<void> {
  await elsewhere(await read(api.POST("/api/account/places/{place_id}/choice", { params: { path: { place_id: id } }, body: {} })));
}

export async function leavePlace(id: string): Promise<void> {
  await elsewhere(await read(api.POST("/api/account/places/{place_id}/end", { params: { path: { place_id: id } }, body: {} })));
}

async function elsewhere(session: Session): Promise<void> {
  const now = standing.peek();
  const before = now.kind === "in" ? now.session.place?.id : null;
  if (before !== session.place?.id) {
    await wipeUnsent();
    await forget();
    tabs()?.postMessage("place");
  }
  await enter(session, session.help_ended ? "helped" : "ended");
}

/** Other tabs of this phone, which show somebody else now. */
function tabs(): BroadcastChannel | null {
  return typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("portal-place");
}

/** A tab that shows one person must not go on when another one has gone to the next. */
export function followTabs(): void {
  const heard = tabs();
  if (heard) heard.onmessage = () => location.reload();
}

/** The page already asked for this while the scripts were loading (index.html): no header may differ. */
async function ask(): Promise<Session> {
  let response: Response;
  try {
    response = await fetch("/api/session");
  } catch (cause) {
    throw new NetworkError(cause);
  }
  if (!response.ok) throw new NetworkError(response.status);
  return (await response.json()) as Session;
}

/** Takes over what the server says about who is signed in. */
export async function enter(session: Session, why: Why = "new"): Promise<void> {
  // Whoever works at the desk of a demo reads the mails it did not send here too.
  const readsMail = session.demo && location.pathname === "/demo-mail";
  if (!session.account || (session.home === "staff" && readsMail)) {
    standing.value = { kind: "out", session, why };
    return;
  }
  if (session.home === "staff") {
    location.assign("/staff/");
    return;
  }
  await wipeDraftsOfOthers(session.account.id);
  await save("session", session, new Date().toISOString());
  // A tapped language is an answer to the question, before signing in too; the account's then follows
  // it. Remembered on the phone, so that a reload or a dead spot in between does not undo the tap.
  const untold = languageUntold();
  if (!untold) await speak(session.account.language);
  standing.value = { kind: "in", session };
  if (untold) await tellLanguage();
}

async function speak(wanted: string) {
  const known = languages.find((one) => one === wanted);
  if (!known) return;
  if (savedLanguage() !== known) saveLanguage(known);
  if (language.peek() !== known) await speakLanguage(known);
}

/**
 * The server no longer knows this session: back to the sign-in page, here, so that one goes on here.
 * What is unsent or begun stays on the phone for the same person, who goes on after signing in again.
 */
export function sessionEnded(code = "") {
  const now = standing.peek();
  if (now.kind !== "in") return;
  const helped = code === "help_ended";
  standing.value = { kind: "out", session: nobodyIn(now.session), why: helped ? "helped" : "ended" };
  if (helped) void wipeUnsent();
  void forget(helped ? [] : keptFor(now.session));
}

function nobodyIn(session: Session): Session {
  return { ...session, account: null, roles: [], home: null, place: null, places: [] };
}

/** What stays when a session ends by itself: whom to call, and what she had begun to write. */
function keptFor(session: Session): string[] {
  return ["help", ...(session.account ? [draftsOf(session.account.id)] : [])];
}

export async function signOut(everywhere = false): Promise<void> {
  await read(everywhere ? api.POST("/api/account/sign-out-everywhere") : api.POST("/api/sign-out"));
  const now = standing.peek();
  if (now.kind !== "in") return;
  // First nobody is here, so that no page on the screen asks anew for what is being forgotten.
  standing.value = { kind: "out", session: nobodyIn(now.session), why: "left" };
  setLanguageUntold(false);
  await wipeUnsent();
  await Promise.all([forget(), silence()]);
}

/** Also ends a sending under way, which would otherwise go on after everything is forgotten. */
async function wipeUnsent() {
  try {
    await (await import("../../offline/outbox")).wipeOutbox();
  } catch {
    // the app's own files are out of reach; what is unsent goes with everything else
  }
}

/** Nobody is notified on this phone any more. */
async function silence() {
  try {
    await (await import("../reminders/silence")).silence();
  } catch {
    // a browser that notifies nobody
  }
}

async function forget(keep: string[] = []) {
  const phone = keep.includes("help") ? help.shown.peek() : null;
  forgetAll();
  if (phone) help.shown.value = phone;
  await wipe(keep);
}

/** The person's language: here at once, and with the account so that mail speaks it too. */
export async function chooseLanguage(wanted: Language): Promise<void> {
  saveLanguage(wanted);
  setLanguageUntold(true);
  await speakLanguage(wanted);
  if (standing.peek().kind === "in") await tellLanguage();
}

/** Texts of the study come in one language: after a change they are asked for again. */
async function tellLanguage() {
  await changeAccount({ language: language.peek() });
  setLanguageUntold(false);
  forgetAll();
}

export async function changeAccount(change: { language?: Language; time_zone?: string | null }): Promise<void> {
  const account = await read(api.PATCH("/api/account", { body: change }));
  const now = standing.peek();
  if (now.kind !== "in") return;
  const session = { ...now.session, account };
  standing.value = { kind: "in", session };
  await save("session", session, new Date().toISOString());
}
