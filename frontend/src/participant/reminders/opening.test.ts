import "fake-indexeddb/auto";

import { waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { draftsOf, load, save, wipe, wipeDraftsOfOthers } from "../../offline/store";
import { signOut } from "../data/session";
import { answering, inside } from "../testing";
import { noticeOpened } from "./notice";
import { watchOpenings } from "./opening";
import { keepUp, turnOn } from "./push";
import { aBrowser, aReminders, plainBrowser, PUSH_KEY } from "./testing";

const PUT = "PUT /api/me/push";
const ZONE = "POST /api/me/reminders/zone";

beforeEach(async () => {
  await wipe();
  await inside("en");
});
afterEach(() => {
  plainBrowser();
  vi.useRealTimers();
});

function server() {
  const calls = answering({ [PUT]: { body: aReminders() }, [ZONE]: { status: 204 }, "POST /api/sign-out": { status: 204 } });
  return { calls, count: (path: string) => calls.filter((call) => call.path === path).length };
}

/** What ends by itself with a session goes; what she turned on stays hers. */
const sessionEnds = () => wipe([draftsOf("me")]);

it("tells the portal anew where the phone is reached, but only once a day", async () => {
  aBrowser({ permission: "granted" });
  const { count } = server();
  await turnOn(PUSH_KEY);
  await keepUp("me");
  expect(count("/api/me/push")).toBe(1);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 25 * 3_600_000 });
  await keepUp("me");
  expect(count("/api/me/push")).toBe(2);
});

it("tells it at once after a sign-in, and when the browser gave the phone another address", async () => {
  const { pushManager } = aBrowser({ permission: "granted" });
  const { calls, count } = server();
  await turnOn(PUSH_KEY);
  await sessionEnds();
  await keepUp("me");
  expect(count("/api/me/push")).toBe(2);
  await (await pushManager.getSubscription())?.unsubscribe();
  await keepUp("me");
  expect(calls.at(-1)?.body).toMatchObject({ endpoint: "https://push.example.org/2" });
});

it("notifies nobody on a phone that changed hands", async () => {
  const { asked } = aBrowser({ permission: "granted" });
  const { count } = server();
  await turnOn(PUSH_KEY);
  await wipeDraftsOfOthers("other");
  await keepUp("other");
  expect(asked.unsubscribed).toBe(1);
  expect(count("/api/me/push")).toBe(1);
});

it("leaves a phone alone whose settings no longer allow it", async () => {
  const { notification } = aBrowser({ permission: "granted" });
  const { count } = server();
  await turnOn(PUSH_KEY);
  await sessionEnds();
  notification.permission = "denied";
  await keepUp("me");
  expect(count("/api/me/push")).toBe(1);
});

it("says where the phone is when that changed, clears the number on the icon, also when the app comes back", async () => {
  const clear = vi.fn(() => Promise.resolve());
  Object.defineProperty(navigator, "clearAppBadge", { value: clear, configurable: true });
  const { calls, count } = server();
  const stop = watchOpenings("me");
  await waitFor(() => expect(count("/api/me/reminders/zone")).toBe(1));
  expect(calls.at(-1)?.body).toEqual({ time_zone: "UTC" });
  await waitFor(async () => expect((await load("told:zone"))?.value).toBe("UTC"));
  document.dispatchEvent(new Event("visibilitychange"));
  expect(clear).toHaveBeenCalledTimes(2);
  await save("told:zone", "America/New_York", new Date().toISOString());
  document.dispatchEvent(new Event("visibilitychange"));
  await waitFor(() => expect(count("/api/me/reminders/zone")).toBe(2));
  stop();
  document.dispatchEvent(new Event("visibilitychange"));
  expect(clear).toHaveBeenCalledTimes(3);
  Reflect.deleteProperty(navigator, "clearAppBadge");
});

it("notifies nobody on this phone after signing out, and shows nothing any more", async () => {
  const { asked, notice } = aBrowser({ permission: "granted" });
  server();
  await turnOn(PUSH_KEY);
  await signOut();
  expect(asked.unsubscribed).toBe(1);
  expect(notice.close).toHaveBeenCalledOnce();
  expect(await load(`${draftsOf("me")}push`)).toBeNull();
});

it("takes the token of an opened notice out of the address and says that it was opened", async () => {
  const calls = answering({ "POST /api/notices/confirm": { status: 204 } });
  history.replaceState(null, "", "/visits/visit-1?notice=secret&step=2#top");
  noticeOpened();
  expect(location.pathname + location.search + location.hash).toBe("/visits/visit-1?step=2#top");
  await waitFor(() => expect(calls.map(({ body }) => body)).toEqual([{ token: "secret", what: "opened" }]));
});

it("leaves any other address as it is", () => {
  const calls = answering({});
  history.replaceState(null, "", "/visits/visit-1?step=2");
  noticeOpened();
  expect(location.search).toBe("?step=2");
  expect(calls).toEqual([]);
});
