/** What is done at each opening of the app, for whoever is signed in, after the page she sees. */
import { api, read } from "../../api";
import { deviceZone } from "../../i18n/dates";
import { load, save } from "../../offline/store";
import { keepUp } from "./push";

const ZONE = "told:zone";

/** None of it is worth a word to her where it fails: it is done again at the next opening. */
async function opened(account: string): Promise<void> {
  const badge: Promise<void> | undefined = (navigator as Partial<Navigator>).clearAppBadge?.();
  await Promise.allSettled([badge, keepUp(account), tellZone()]);
}

/** Where the phone is, for those whose notices follow it. */
async function tellZone(): Promise<void> {
  const zone = deviceZone();
  if ((await load<string>(ZONE))?.value === zone) return;
  await read(api.POST("/api/me/reminders/zone", { body: { time_zone: zone } }));
  await save(ZONE, zone, new Date().toISOString());
}

/** From now on; an installed app stays open for weeks, so coming to the front is an opening too. */
export function watchOpenings(account: string): () => void {
  const look = () => {
    if (document.visibilityState === "visible") void opened(account);
  };
  look();
  document.addEventListener("visibilitychange", look);
  return () => document.removeEventListener("visibilitychange", look);
}
