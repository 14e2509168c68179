import "fake-indexeddb/auto";

import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it } from "vitest";

import { type Language, loadReminders } from "../../i18n";
import { wipe } from "../../offline/store";
import { forgetAll } from "../data/resource";
import { accessible, answering, inside, show } from "../testing";
import AskCard from "./AskCard";
import { aBrowser, anIphone, aReminders, plainBrowser, PUSH_KEY, thisDevice } from "./testing";

const GET = "GET /api/me/reminders";
const PUT = "PUT /api/me/push";
const on = aReminders({ ask: false, devices: [thisDevice] });

beforeEach(async () => {
  await wipe();
  forgetAll();
  await loadReminders();
  await inside("en");
});
afterEach(plainBrowser);

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

it.each<[Language, string, string]>([
  ["en", "May we tell you on this phone?", "Yes, tell me"],
  ["es", "¿Podemos avisarle en este teléfono?", "Sí, avísenme"],
])("asks in %s, says what for, and asks the browser only at the tap", async (language, title, yes) => {
  await inside(language);
  const { asked } = aBrowser();
  const calls = answering({ [GET]: { body: aReminders() }, [PUT]: { body: on } });
  const { container } = show(<AskCard />);
  expect(await screen.findByRole("heading", { name: title })).toBeTruthy();
  await accessible(container);
  expect(asked).toMatchObject({ permission: 0, subscribed: [] });
  press(yes);
  await waitFor(() => expect(calls.some(({ method }) => method === "PUT")).toBe(true));
  expect(asked.permission).toBe(1);
  expect(asked.subscribed).toEqual([{ userVisibleOnly: true, applicationServerKey: PUSH_KEY }]);
  expect(calls.find(({ method }) => method === "PUT")?.body).toEqual({
    endpoint: "https://push.example.org/1",
    p256dh: "p256dh",
    auth: "auth",
    replaces: null,
  });
  await waitFor(() => expect(screen.queryByRole("button", { name: yes })).toBeNull());
  await accessible(container);
});

it("stays to say that it is on, and where to choose when and how", async () => {
  aBrowser();
  answering({ [GET]: { body: aReminders() }, [PUT]: { body: on } });
  show(<AskCard />);
  await screen.findByRole("heading");
  press("Yes, tell me");
  expect(await screen.findByText("It is on. From now on we tell you on this phone.")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Choose when and how" }).getAttribute("href")).toBe("/more/reminders");
});

it("says how to turn it on in the phone's settings where she said no, and that email comes", async () => {
  aBrowser({ answer: "denied" });
  const calls = answering({ [GET]: { body: aReminders() } });
  const { container } = show(<AskCard />);
  await screen.findByRole("heading");
  press("Yes, tell me");
  expect(await screen.findByText(/does not let the portal notify you.*we send you email/)).toBeTruthy();
  expect(screen.getByText(/open the settings of your phone/)).toBeTruthy();
  expect(calls.filter(({ method }) => method !== "GET")).toEqual([]);
  await accessible(container);
});

it("does not speak of settings where she only closed the browser's question", async () => {
  aBrowser({ answer: "closed" });
  answering({ [GET]: { body: aReminders() } });
  show(<AskCard />);
  await screen.findByRole("heading");
  press("Yes, tell me");
  expect(await screen.findByText(/stay off for now/)).toBeTruthy();
  expect(screen.queryByText(/settings of your phone/)).toBeNull();
});

it("says so in plain words where the browser fails to subscribe", async () => {
  const { pushManager } = aBrowser();
  pushManager.subscribe.mockRejectedValue(new DOMException("Registration failed - push service error", "AbortError"));
  answering({ [GET]: { body: aReminders() } });
  show(<AskCard />);
  await screen.findByRole("heading");
  press("Yes, tell me");
  expect(await screen.findByText(/could not turn notifications on/)).toBeTruthy();
  expect(document.body.textContent).not.toContain("Registration failed");
});

it("says what the portal refuses in the portal's own words", async () => {
  aBrowser();
  const problem = { title: "Check", detail: "Another browser, please.", code: "push_service_unknown", status: 422 };
  answering({ [GET]: { body: aReminders() }, [PUT]: { status: 422, body: problem } });
  show(<AskCard />);
  await screen.findByRole("heading");
  press("Yes, tell me");
  expect(await screen.findByText("Another browser, please.")).toBeTruthy();
});

it("subscribes anew where the old subscription was made with another key", async () => {
  const { pushManager, asked } = aBrowser();
  await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: "old" });
  pushManager.subscribe.mockRejectedValueOnce(new DOMException("different key", "InvalidStateError"));
  answering({ [GET]: { body: aReminders() }, [PUT]: { body: on } });
  show(<AskCard />);
  await screen.findByRole("heading");
  press("Yes, tell me");
  expect(await screen.findByText(/It is on/)).toBeTruthy();
  expect(asked.unsubscribed).toBe(1);
});

it("is told not now, and says where it can be turned on later", async () => {
  aBrowser();
  const calls = answering({ [GET]: { body: aReminders() }, "POST /api/me/reminders/not-now": { status: 204 } });
  show(<AskCard />);
  await screen.findByRole("heading");
  press("Not now");
  expect(await screen.findByText(/at any time under More, Reminders/)).toBeTruthy();
  expect(calls.map(({ path }) => path)).toContain("/api/me/reminders/not-now");
});

it("shows an iPhone in its browser the way to the home screen first, and asks for no permission", async () => {
  anIphone(false);
  answering({ [GET]: { body: aReminders() } });
  const { container } = show(<AskCard />);
  const how = await screen.findByRole("link", { name: "Show me how" });
  expect(how.getAttribute("href")).toBe("/more/reminders/home-screen");
  expect(screen.queryByRole("button", { name: "Yes, tell me" })).toBeNull();
  await accessible(container);
});

it("asks an iPhone that opened the portal from its home screen", async () => {
  anIphone(true);
  aBrowser();
  answering({ [GET]: { body: aReminders() } });
  show(<AskCard />);
  expect(await screen.findByRole("button", { name: "Yes, tell me" })).toBeTruthy();
});

it.each([
  ["the portal says that it is no moment to ask", () => aBrowser(), aReminders({ ask: false })],
  ["the portal has no key", () => aBrowser(), aReminders({ push_key: null })],
  ["the phone said no before", () => aBrowser({ permission: "denied" }), aReminders()],
  ["the browser cannot be notified", () => {}, aReminders()],
])("does not ask where %s", async (_why, browser, body) => {
  browser();
  answering({ [GET]: { body } });
  const { container } = show(<AskCard />);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(container.textContent).toBe("");
});
