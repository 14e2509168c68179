import "fake-indexeddb/auto";

import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it } from "vitest";

import { type Language, loadReminders } from "../../i18n";
import { wipe } from "../../offline/store";
import MorePage from "../more/MorePage";
import { forgetAll } from "../data/resource";
import { accessible, answering, type Call, inside, show } from "../testing";
import RemindersPages from "./RemindersPages";
import { aBrowser, anIphone, aReminders, plainBrowser, thisDevice } from "./testing";

const GET = "GET /api/me/reminders";
const PUT = "PUT /api/me/reminders";

beforeEach(async () => {
  await wipe();
  forgetAll();
  await loadReminders();
  await inside("en");
  history.replaceState(null, "", "/more/reminders");
});
afterEach(plainBrowser);

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const choose = async (label: string, value: string) =>
  fireEvent.change(await screen.findByLabelText(label), { target: { value } });
const sent = (calls: Call[], method = "PUT") => calls.filter((call) => call.method === method).map(({ body }) => body);
const refusal = (field: string) => ({
  status: 422,
  body: { title: "Check", detail: "Too early.", code: "hour_is_quiet", status: 422, errors: [{ field, message: "Too early." }] },
});

it.each<[Language, string, string]>([
  ["en", "Reminders", "A visit is coming"],
  ["es", "Avisos", "Se acerca una visita"],
])("shows in %s how she is told of what", async (language, title, kind) => {
  await inside(language);
  aBrowser();
  answering({ [GET]: { body: aReminders({ devices: [thisDevice] }) } });
  const { container } = show(<RemindersPages />);
  expect(await screen.findByRole("heading", { level: 1, name: title })).toBeTruthy();
  expect((await screen.findByLabelText<HTMLSelectElement>(kind)).value).toBe("push");
  await accessible(container);
});

it("saves each choice at once, and says so beside it", async () => {
  const changed = aReminders({ kinds: [{ about: "visit", choice: "none", required: false }] });
  const calls = answering({ [GET]: { body: aReminders() }, [PUT]: { body: changed } });
  show(<RemindersPages />);
  await choose("A visit is coming", "none");
  expect(await screen.findByText("Saved.")).toBeTruthy();
  expect(sent(calls)).toEqual([
    {
      hour: null,
      quiet: null,
      follow_phone: false,
      choices: [
        { about: "visit", choice: "none" },
        { about: "visit_change", choice: "push" },
        { about: "message", choice: "mail" },
      ],
    },
  ]);
});

it("never offers to turn off what is for her safety, and says why", async () => {
  answering({ [GET]: { body: aReminders() } });
  show(<RemindersPages />);
  const field = await screen.findByLabelText<HTMLSelectElement>("A visit is booked, moved or called off");
  expect([...field.options].map(({ value }) => value)).toEqual(["push", "mail"]);
  const hint = document.getElementById(field.getAttribute("aria-describedby") ?? "");
  expect(hint?.textContent).toBe("Always told, for your safety");
});

it("keeps her hour with the reason beside it where it is refused, until the next change mends it", async () => {
  const replies: Parameters<typeof answering>[0] = { [GET]: { body: aReminders() }, [PUT]: refusal("hour") };
  const calls = answering(replies);
  const { container } = show(<RemindersPages />);
  await choose("At what time of day", "22:00");
  await waitFor(() => expect(screen.getByLabelText("At what time of day").getAttribute("aria-invalid")).toBe("true"));
  expect(screen.getByLabelText<HTMLSelectElement>("At what time of day").value).toBe("22:00");
  expect(screen.getByRole("alert").textContent).toBe("Too early.");
  await accessible(container);
  replies[PUT] = { body: aReminders({ hour: "22:00", quiet: { begins: "00:00", ends: "00:00" } }) };
  await choose("Quiet hours", "none");
  expect(await screen.findByText("Saved.")).toBeTruthy();
  expect(sent(calls).at(-1)).toMatchObject({ hour: "22:00", quiet: { begins: "00:00", ends: "00:00" } });
  expect(screen.getByLabelText("At what time of day").getAttribute("aria-invalid")).toBeNull();
});

it("puts a choice back where there is no connection", async () => {
  answering({ [GET]: { body: aReminders() }, [PUT]: "offline" });
  show(<RemindersPages />);
  await choose("A visit is coming", "mail");
  expect(await screen.findByText(/needs a connection. Nothing was changed/)).toBeTruthy();
  expect(screen.getByLabelText<HTMLSelectElement>("A visit is coming").value).toBe("push");
});

it("lets her have quiet hours of her own, beginning with those of the study", async () => {
  const calls = answering({ [GET]: { body: aReminders() }, [PUT]: { body: aReminders() } });
  show(<RemindersPages />);
  await choose("Quiet hours", "own");
  const until = await screen.findByLabelText<HTMLSelectElement>("Quiet until");
  expect(until.value).toBe("08:00");
  expect([...until.options].map(({ value }) => value)).not.toContain("21:00");
  await choose("Quiet until", "07:00");
  await waitFor(() => expect(sent(calls).at(-1)).toMatchObject({ quiet: { begins: "21:00", ends: "07:00" } }));
});

it("follows the clock of the phone where she wishes", async () => {
  const calls = answering({ [GET]: { body: aReminders() }, [PUT]: { body: aReminders({ follow_phone: true }) } });
  show(<RemindersPages />);
  fireEvent.click(await screen.findByLabelText("The clock where my phone is"));
  await waitFor(() => expect(sent(calls)).toMatchObject([{ follow_phone: true }]));
  expect(screen.getByLabelText("The clock at home (New York)")).toBeTruthy();
});

it("turns this device on and off again, in the browser too", async () => {
  const { asked } = aBrowser();
  const on = aReminders({ devices: [thisDevice], ask: false });
  answering({ [GET]: { body: aReminders() }, "PUT /api/me/push": { body: on }, "DELETE /api/me/push/device-1": { body: aReminders() } });
  show(<RemindersPages />);
  expect(await screen.findByText("No device is on. Everything comes by email.")).toBeTruthy();
  press("Turn on for this device");
  expect(await screen.findByText("This device")).toBeTruthy();
  press("Turn off iPhone, Safari");
  expect(await screen.findByText("iPhone, Safari is off.")).toBeTruthy();
  await waitFor(() => expect(asked.unsubscribed).toBe(1));
  expect(screen.getByRole("button", { name: "Turn on for this device" })).toBeTruthy();
});

it("leaves this browser as it is where another device is turned off", async () => {
  const { asked, pushManager } = aBrowser({ permission: "granted" });
  await pushManager.subscribe({});
  const other = { ...thisDevice, id: "device-2", label: "Android, Chrome", current: false };
  const both = aReminders({ devices: [thisDevice, other] });
  answering({ [GET]: { body: both }, "DELETE /api/me/push/device-2": { body: aReminders({ devices: [thisDevice] }) } });
  show(<RemindersPages />);
  await screen.findByText("Android, Chrome");
  press("Turn off Android, Chrome");
  expect(await screen.findByText("Android, Chrome is off.")).toBeTruthy();
  expect(asked.unsubscribed).toBe(0);
});

it("sends a test and says what happens next, or that one is on its way", async () => {
  const test = "POST /api/me/push/test";
  const replies: Parameters<typeof answering>[0] = { [GET]: { body: aReminders() }, [test]: { status: 204 } };
  answering(replies);
  show(<RemindersPages />);
  await screen.findByText("How we tell you");
  press("Send me a test");
  expect(await screen.findByText(/It comes within a minute/)).toBeTruthy();
  replies[test] = { status: 422, body: { title: "", detail: "Wait a minute.", code: "test_on_its_way", status: 422 } };
  press("Send me a test");
  expect(await screen.findByText("Wait a minute.")).toBeTruthy();
});

it.each([
  ["the phone said no", () => aBrowser({ permission: "denied" }), aReminders(), /open the settings of your phone/],
  ["the browser cannot", () => {}, aReminders(), /This browser cannot notify you/],
  ["the portal has no key", () => aBrowser(), aReminders({ push_key: null }), /does not notify phones yet/],
  ["an iPhone is not on its home screen", () => anIphone(false), aReminders(), /must be on the home screen first/],
])("says why this device cannot be turned on where %s", async (_why, browser, body, words) => {
  browser();
  answering({ [GET]: { body } });
  const { container } = show(<RemindersPages />);
  expect(await screen.findByText(words)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Turn on for this device" })).toBeNull();
  await accessible(container);
});

it("says under More whether this phone is on", async () => {
  answering({ [GET]: { body: aReminders({ devices: [thisDevice] }) } });
  show(<MorePage />);
  expect(await screen.findByText("On this phone: on")).toBeTruthy();
});
