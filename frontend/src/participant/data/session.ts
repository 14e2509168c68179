/** Who is signed in on this device, from the server where it can be reached, else from the phone. */
import { signal } from "@preact/signals";

import { api, NetworkError, read } from "../../api";
import type { Session } from "../../api";
import { language, type Language, languages, speakLanguage } from "../../i18n";
import { draftsOf, load, save, wipe, wipeDraftsOfOthers } from "../../offline/store";
import { languageUntold, saveLanguage, savedLanguage, setLanguageUntold } from "../../ui/prefs";
import { help } from "./answers";
import { forgetAll } from "./resource";

export type Standing =
  | { kind: "starting" }
  | { kind: "unreachable" }
  | { kind: "out"; session: Session; why: "new" | "ended" | "left" }
  | { kind: "in"; session: Session };

export const standing = signal<Standing>({ kind: "starting" });

/** Whether the person takes part herself; a care partner sees the visits and travel money of another. */
export function takesPart(): boolean {
  const now = standing.value;
  return now.kind !== "in" || now.session.roles.includes("participant");
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
    if (saved && saved.value.account?.id !== session.account?.id) await forget(session.account ? [] : keptFor(saved.value));
    await enter(session, saved ? "ended" : "new");
  } catch (error) {
    if (!saved) standing.value = { kind: "unreachable" };
    if (!(error instanceof NetworkError)) throw error;
  }
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
export async function enter(session: Session, why: "new" | "ended" | "left" = "new"): Promise<void> {
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
export function sessionEnded() {
  const now = standing.peek();
  if (now.kind !== "in") return;
  standing.value = { kind: "out", session: { ...now.session, account: null, roles: [], home: null }, why: "ended" };
  void forget(keptFor(now.session));
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
  standing.value = { kind: "out", session: { ...now.session, account: null, roles: [], home: null }, why: "left" };
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
