import { waitFor } from "@testing-library/preact";
import { afterEach, expect, it, vi } from "vitest";

import { confirm } from "../../sw/confirm";
import { pageOf, readPush } from "../../sw/notice";
import { openNotice, renew, showPush } from "../../sw/push";
import { answering, show } from "../testing";
import { aBrowser, plainBrowser } from "./testing";
import { useNotices } from "./useNotices";

const HERE = "https://portal.example.org";
const CONFIRM = "POST /api/notices/confirm";

const payload = (change: object = {}, beside: object = {}) =>
  JSON.stringify({
    web_push: 8030,
    mutable: true,
    notification: {
      title: "Su portal",
      body: "Mañana tiene algo previsto.",
      lang: "es",
      dir: "ltr",
      tag: "visit-1",
      navigate: `${HERE}/visits/1?notice=token-1`,
      silent: false,
      data: { token: "token-1" },
      ...change,
    },
    ...beside,
  });

afterEach(plainBrowser);

it("shows what the push says, in its language, replacing what has its tag, and leads to its page", () => {
  expect(readPush(payload({}, { app_badge: 3 }), HERE, ["en-US"])).toEqual({
    title: "Su portal",
    badge: 3,
    options: {
      body: "Mañana tiene algo previsto.",
      lang: "es",
      dir: "ltr",
      tag: "visit-1",
      silent: false,
      renotify: true,
      icon: "/icons/icon-192.png",
      badge: "/icons/badge-96.png",
      data: { url: "/visits/1", token: "token-1" },
    },
  });
});

it.each([null, "", "{", "[]", "null", "7", '{"notification": 3}', '{"notification": {"title": 5, "data": []}}', payload({ title: " " })])(
  "shows a plain notice in the browser's language where the push is %s",
  (text) => {
    const english = readPush(text, HERE, ["fr-FR", "en-US"]);
    expect([english.title, english.options.body, english.options.lang]).toEqual(["Your portal", "Something new waits for you.", "en"]);
    const spanish = readPush(text, HERE, ["es-MX", "en"]);
    expect([spanish.title, spanish.options.body, spanish.options.lang]).toEqual(["Su portal", "Hay algo nuevo para usted.", "es"]);
    expect(english.options.tag).not.toBe("");
  },
);

it.each([
  ["2", 2],
  [0, 0],
  ["", null],
  ["many", null],
  [-1, null],
  [1.5, null],
  [undefined, null],
])("takes %s on the icon for %s", (given, badge) => {
  expect(readPush(payload({ app_badge: given }), HERE, []).badge).toBe(badge);
});

it.each([
  [`${HERE}/messages/7?notice=t#last`, "/messages/7#last"],
  [`${HERE}/check-in?a=1&notice=t`, "/check-in?a=1"],
  ["https://elsewhere.example.org/visits/1", "/"],
  ["javascript:alert(1)", "/"],
  ["//elsewhere.example.org/", "/"],
  [`${HERE}/staff/queue`, "/"],
  [`${HERE}/staff`, "/"],
  [`${HERE}/api/me/today`, "/"],
  ["https://", "/"],
  [undefined, "/"],
])("leads %s to %s", (address, page) => {
  expect(pageOf(address, HERE)).toBe(page);
});

it("shows the notice, sets the number on the icon and says that it was shown", async () => {
  const calls = answering({ [CONFIRM]: { status: 204 } });
  const screen = { showNotification: vi.fn(() => Promise.resolve()) };
  const badge = { setAppBadge: vi.fn(() => Promise.reject(new Error("no icon"))) };
  await showPush(payload({ app_badge: "4" }), screen, { origin: HERE, languages: [] }, badge);
  expect(screen.showNotification).toHaveBeenCalledExactlyOnceWith("Su portal", expect.objectContaining({ tag: "visit-1" }));
  expect(badge.setAppBadge).toHaveBeenCalledExactlyOnceWith(4);
  expect(calls).toMatchObject([{ path: "/api/notices/confirm", body: { token: "token-1", what: "received" } }]);
  expect(calls[0]?.headers.get("X-Portal-Request")).toBe("1");
});

it("shows even what it cannot read, and confirms nothing", async () => {
  const calls = answering({});
  const screen = { showNotification: vi.fn(() => Promise.resolve()) };
  await showPush(null, screen, { origin: HERE, languages: ["en"] }, {});
  expect(screen.showNotification).toHaveBeenCalledOnce();
  expect(calls).toEqual([]);
});

it("tries to confirm once more where the portal was not reached, and then lets it be", async () => {
  const calls = answering({ [CONFIRM]: "offline" });
  await confirm("token-1", "opened", 1);
  expect(calls).toHaveLength(2);
});

const page = (path: string, { visible = false, answers = true } = {}) => ({
  url: HERE + path,
  visibilityState: visible ? "visible" : "hidden",
  focus: vi.fn(() => Promise.resolve()),
  navigate: vi.fn(() => Promise.resolve()),
  postMessage: vi.fn((_message: unknown, [port]: Transferable[]) => {
    if (answers) (port as MessagePort).postMessage("going");
  }),
});
const windows = (...pages: ReturnType<typeof page>[]) => ({
  matchAll: () => Promise.resolve(pages),
  openWindow: vi.fn(() => Promise.resolve()),
});
const tapped = () => ({ data: { url: "/visits/1", token: "token-1" }, close: vi.fn() });

it("goes to the page in the app that is open, without loading it anew, and says that it was opened", async () => {
  const calls = answering({ [CONFIRM]: { status: 204 } });
  const [hidden, looked] = [page("/"), page("/schedule", { visible: true })];
  const all = windows(hidden, looked);
  const notice = tapped();
  await openNotice(notice, all, HERE);
  expect(notice.close).toHaveBeenCalledOnce();
  expect(looked.focus).toHaveBeenCalledOnce();
  expect(looked.postMessage.mock.calls[0]?.[0]).toEqual({ open: "/visits/1" });
  expect([looked.navigate, hidden.focus, all.openWindow].flatMap((spy) => spy.mock.calls)).toEqual([]);
  expect(calls.map(({ body }) => body)).toEqual([{ token: "token-1", what: "opened" }]);
});

it("loads the page where the app that is open does not answer, and opens a window where that fails", async () => {
  answering({ [CONFIRM]: { status: 204 } });
  const silent = page("/", { answers: false });
  const all = windows(silent);
  await openNotice(tapped(), all, HERE);
  expect(silent.navigate).toHaveBeenCalledExactlyOnceWith("/visits/1");
  silent.navigate.mockRejectedValue(new TypeError("not controlled"));
  silent.focus.mockRejectedValue(new DOMException("not allowed"));
  await openNotice(tapped(), all, HERE);
  expect(all.openWindow).toHaveBeenCalledExactlyOnceWith("/visits/1");
});

it("never takes a window of the desk, and never leads there or elsewhere", async () => {
  answering({ [CONFIRM]: { status: 204 } });
  const desk = page("/staff/queue", { visible: true });
  const all = windows(desk);
  await openNotice({ ...tapped(), data: { url: "/staff/queue" } }, all, HERE);
  expect(all.openWindow).toHaveBeenCalledExactlyOnceWith("/");
  expect(desk.postMessage).not.toHaveBeenCalled();
});

const old = { endpoint: "https://push.example.org/old", options: { userVisibleOnly: true }, toJSON: () => ({}) };
const fresh = { ...old, endpoint: "https://push.example.org/new", toJSON: () => ({ keys: { p256dh: "p", auth: "a" } }) };

it("tells the portal the phone's new address, subscribing anew as before where the browser has not", async () => {
  const calls = answering({ "PUT /api/me/push": { body: {} } });
  const manager = { subscribe: vi.fn(() => Promise.resolve(fresh)) };
  await renew({ oldSubscription: old, newSubscription: fresh }, manager);
  expect(manager.subscribe).not.toHaveBeenCalled();
  await renew({ oldSubscription: old, newSubscription: null }, manager);
  expect(manager.subscribe).toHaveBeenCalledExactlyOnceWith(old.options);
  const body = { endpoint: fresh.endpoint, p256dh: "p", auth: "a", replaces: old.endpoint };
  expect(calls.map((call) => call.body)).toEqual([body, body]);
  expect(calls[0]?.headers.get("X-Portal-Request")).toBe("1");
  await renew({}, manager);
  expect(calls).toHaveLength(2);
});

it("answers the worker and goes to the page it names, and to no other address", async () => {
  const { workers } = aBrowser();
  history.replaceState(null, "", "/");
  const Listening = () => {
    useNotices();
    return null;
  };
  show(<Listening />);
  const port = { postMessage: vi.fn() };
  const say = (data: unknown) => workers.dispatchEvent(Object.assign(new Event("message"), { data, ports: [port] }));
  for (const other of ["flush-outbox", null, { open: 7 }, { open: "https://elsewhere.example.org/" }]) say(other);
  expect(port.postMessage).not.toHaveBeenCalled();
  say({ open: "/visits/1" });
  expect(port.postMessage).toHaveBeenCalledOnce();
  await waitFor(() => expect(location.pathname).toBe("/visits/1"));
});
