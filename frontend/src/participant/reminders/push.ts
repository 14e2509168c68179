/** This phone's own part in being notified: what it can do, and turning it on and off. */
import { api, type OwnReminders, read } from "../../api";
import { draftsOf, load, save } from "../../offline/store";
import { told } from "../../sw/subscription";
import { accountHere } from "../data/session";

/**
 * `home_screen`: it can, once the portal is on the home screen (iPhone and iPad). `denied`: the person
 * or the phone said no, and only its settings can undo that.
 */
export type Ability = "able" | "home_screen" | "denied" | "unable";

export function ability(): Ability {
  if (fromApple() && (navigator as { standalone?: boolean }).standalone !== true) return "home_screen";
  const has = "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;
  if (!has) return "unable";
  return Notification.permission === "denied" ? "denied" : "able";
}

/** An iPad says that it is a Mac; no Mac has a screen to touch. */
export function fromApple(): boolean {
  const { userAgent, maxTouchPoints } = navigator;
  return /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes("Macintosh") && maxTouchPoints > 1);
}

/** For whom this phone was turned on, with the key it was turned on with. Nobody else is notified here. */
const place = (account: string) => `${draftsOf(account)}push`;
/** The address the portal was last told, and when. Goes with the session, so that the next one is told. */
const TOLD = "told:push";

/** The browser's own part; null where it has none. */
export async function subscription(): Promise<PushSubscription | null> {
  if (!("serviceWorker" in navigator)) return null;
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

async function subscribe(key: string): Promise<PushSubscription> {
  if (!(await navigator.serviceWorker.getRegistration())) throw new Error("No worker looks after this page.");
  const { pushManager } = await navigator.serviceWorker.ready;
  const wanted = { userVisibleOnly: true, applicationServerKey: key };
  try {
    return await pushManager.subscribe(wanted);
  } catch (failure) {
    // One made with another key, by a portal that stood here before.
    const old = await pushManager.getSubscription();
    if (!old) throw failure;
    await old.unsubscribe();
    return pushManager.subscribe(wanted);
  }
}

async function tell(current: PushSubscription): Promise<OwnReminders> {
  const answer = await read(api.PUT("/api/me/push", { body: told(current) }));
  await save(TOLD, current.endpoint, new Date().toISOString());
  return answer;
}

/** Asks the person, from a tap of hers. null: she or the phone said no. */
export async function turnOn(key: string): Promise<OwnReminders | null> {
  if ((await Notification.requestPermission()) !== "granted") return null;
  const answer = await tell(await subscribe(key));
  await save(place(accountHere()), key, new Date().toISOString());
  return answer;
}

/** That device is notified no more; `here`: it is this one. */
export async function turnOff(id: string, here: boolean): Promise<OwnReminders> {
  const answer = await read(api.DELETE("/api/me/push/{subscription_id}", { params: { path: { subscription_id: id } } }));
  if (here) {
    await save(place(accountHere()), null, new Date().toISOString());
    await (await subscription())?.unsubscribe();
  }
  return answer;
}

const DAY_MS = 86_400_000;

/** Tells the portal anew, once a day, where this phone is reached; stops what was somebody else's. */
export async function keepUp(account: string): Promise<void> {
  const found = await subscription();
  const key = (await load<string | null>(place(account)))?.value;
  if (!key) {
    await found?.unsubscribe();
    return;
  }
  if (ability() !== "able" || Notification.permission !== "granted") return;
  const current = found ?? (await subscribe(key));
  const last = await load<string>(TOLD);
  if (last?.value === current.endpoint && Date.now() - Date.parse(last.savedAt) < DAY_MS) return;
  await tell(current);
}
