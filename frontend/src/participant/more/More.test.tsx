import "fake-indexeddb/auto";

import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import type { Device } from "../../api";
import { flush, put, startOutbox, unsent, wipeOutbox } from "../../offline/outbox";
import { wipe } from "../../offline/store";
import { forgetAll } from "../data/resource";
import { standing } from "../data/session";
import { accessible, answering, aSession, inside, show } from "../testing";
import CalendarPage from "./CalendarPage";
import DevicesPage from "./DevicesPage";
import MorePage from "./MorePage";
import OpeningsPage from "./OpeningsPage";
import ReadingPage from "./ReadingPage";
import ZonePage from "./ZonePage";

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const FEED = { address: "https://portal.example.org/api/calendar/secret.ics", webcal: "webcal://x", details: false };

beforeEach(async () => {
  localStorage.clear();
  await wipeOutbox();
  await wipe();
  forgetAll();
  await inside("en");
});

it("says what signing out removes, and does it only then", async () => {
  const calls = answering({ "POST /api/sign-out": { status: 204 } });
  const { container } = show(<MorePage />);
  await accessible(container);
  press("Sign out");
  const dialog = screen.getByRole("dialog");
  expect(dialog.textContent).toContain("removed from this phone");
  expect(calls.filter(({ method }) => method !== "GET")).toEqual([]);
  await accessible(container);
  fireEvent.click([...dialog.querySelectorAll("button")].find((button) => button.textContent === "Sign out") as Element);
  await waitFor(() => expect(standing.value).toMatchObject({ kind: "out", why: "left" }));
});

const note = (id: string) => ({ id, kind: "note", path: "/api/note", body: {}, account: "me" });
const unreachable = { "GET /api/session": { body: aSession() }, "POST /api/note": "offline" } as const;

/** Two things that found no connection. */
async function writeTwo() {
  answering(unreachable);
  const stop = startOutbox("me");
  await put(note("a"));
  await put(note("b"));
  await flush();
  return stop;
}

it("warns before signing out would lose what is not sent yet, and lets it be sent first", async () => {
  const stop = await writeTwo();
  const { container } = show(<MorePage />);
  press("Sign out");
  const dialog = screen.getByRole("dialog");
  expect(dialog.textContent).toContain("2 things are not sent yet. If you sign out now, they are lost.");
  await accessible(container);
  press("Send now");
  expect(await screen.findByText(/still kept here/)).toBeTruthy();
  answering({ ...unreachable, "POST /api/note": { status: 201, body: {} } });
  press("Send now");
  await waitFor(() => expect(dialog.textContent).toContain("removed from this phone"));
  expect(unsent.value).toEqual([]);
  expect(screen.queryByRole("button", { name: "Send now" })).toBeNull();
  stop();
});

it("loses what is not sent only where she says so, also when she signs out everywhere", async () => {
  const stop = await writeTwo();
  const calls = answering({ ...unreachable, "POST /api/account/sign-out-everywhere": { status: 204 } });
  show(<DevicesPage />);
  press("Sign out everywhere");
  expect(screen.getByRole("dialog").textContent).toContain("they are lost");
  press("Stay signed in");
  expect(unsent.value).toHaveLength(2);
  press("Sign out everywhere");
  press("Sign out and lose them");
  await waitFor(() => expect(standing.value).toMatchObject({ kind: "out", why: "left" }));
  await waitFor(() => expect(unsent.value).toEqual([]));
  expect(calls.filter(({ path }) => path === "/api/note")).toEqual([]);
  stop();
});

it("changes text size and colors at once, and remembers them", async () => {
  const { container } = show(<ReadingPage />);
  fireEvent.click(screen.getByLabelText("Larger"));
  fireEvent.click(screen.getByLabelText("Dark"));
  expect(document.documentElement.dataset).toMatchObject({ text: "larger", theme: "dark" });
  expect(localStorage.getItem("portal.text")).toBe("larger");
  await accessible(container);
  fireEvent.click(screen.getByLabelText("Normal"));
  fireEvent.click(screen.getByLabelText("As the phone is set"));
  expect(document.documentElement.dataset.theme).toBeUndefined();
});

it("changes the language here and for the account", async () => {
  const calls = answering({ "PATCH /api/account": { body: { ...aSession().account, language: "es" } } });
  show(<ReadingPage />);
  fireEvent.click(screen.getByLabelText("Español"));
  expect(await screen.findByRole("heading", { name: "Idioma y lectura" })).toBeTruthy();
  await waitFor(() => expect(calls).toMatchObject([{ method: "PATCH", body: { language: "es" } }]));
});

it("keeps the chosen zone with the account", async () => {
  const calls = answering({ "PATCH /api/account": { body: { ...aSession().account, time_zone: "UTC" } } });
  const { container } = show(<ZonePage />);
  fireEvent.click(screen.getByLabelText(/As this phone/));
  expect(await screen.findByText("Saved.")).toBeTruthy();
  expect(calls[0]?.body).toEqual({ time_zone: "UTC" });
  await accessible(container);
});

it("warns before it replaces the calendar address, and shows the new one", async () => {
  const fresh = { ...FEED, address: "https://portal.example.org/api/calendar/new.ics" };
  const calls = answering({ "GET /api/me/calendar-feed": { body: FEED }, "POST /api/me/calendar-feed": { body: fresh } });
  const { container } = show(<CalendarPage />);
  expect(await screen.findByText(FEED.address)).toBeTruthy();
  await accessible(container);
  press("Make a new address");
  const dialog = screen.getByRole("dialog");
  expect(dialog.textContent).toContain("stops working at once");
  expect(calls.filter((call) => call.method === "POST")).toEqual([]);
  fireEvent.click([...dialog.querySelectorAll("button")].find((one) => one.textContent === "Make a new address") as Element);
  expect(await screen.findByText(fresh.address)).toBeTruthy();
});

it("puts the choice of details back where it could not be saved", async () => {
  answering({ "GET /api/me/calendar-feed": { body: FEED }, "PATCH /api/me/calendar-feed": "offline" });
  show(<CalendarPage />);
  fireEvent.click(await screen.findByLabelText(/The name of the visit/));
  expect(await screen.findByText(/needs a connection/)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>(/Only “Appointment”/).checked).toBe(true);
});

it("says so where the phone does not let copy", async () => {
  vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("not allowed"));
  answering({ "GET /api/me/calendar-feed": { body: FEED } });
  show(<CalendarPage />);
  await screen.findByText(FEED.address);
  press("Copy the address");
  expect(await screen.findByText(/Press and hold the address/)).toBeTruthy();
});

it("signs out one device, and never offers to sign out this one alone", async () => {
  const devices: Device[] = [
    { id: "here", label: "iPhone, Safari", made_at: "2026-11-01T12:00:00Z", last_seen_at: "2026-11-22T12:00:00Z", current: true },
    { id: "old", label: "Windows, Edge", made_at: "2026-05-01T12:00:00Z", last_seen_at: "2026-06-01T12:00:00Z", current: false },
  ];
  const calls = answering({
    "GET /api/account/devices": { body: { devices } },
    "DELETE /api/account/devices/old": { status: 204 },
  });
  const { container } = show(<DevicesPage />);
  expect(await screen.findByText("This device")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Sign out iPhone, Safari" })).toBeNull();
  await accessible(container);
  press("Sign out Windows, Edge");
  expect(await screen.findByText("Windows, Edge is signed out.")).toBeTruthy();
  expect(calls.some((call) => call.method === "DELETE")).toBe(true);
});

const OPENED = { at: "2026-11-20T12:00:00Z", by: "Grace Okafor", roles: ["coordinator" as const], site: "Miami" };

it("says who opened her record and when, in either language", async () => {
  const rows = [OPENED, { ...OPENED, at: "2026-11-19T12:00:00Z", roles: [] }];
  answering({ "GET /api/me/openings": { body: { rows, total: 300 } } });
  const { container } = show(<OpeningsPage />);
  expect(await screen.findByText("Grace Okafor, study coordinator")).toBeTruthy();
  expect(screen.getByText("Grace Okafor, study staff")).toBeTruthy();
  expect(screen.getAllByText("Record at Miami")).toHaveLength(2);
  expect(screen.getByText(/The newest 2 of 300/)).toBeTruthy();
  await accessible(container);
  await inside("es");
  expect(await screen.findByText("Grace Okafor, coordinación del estudio")).toBeTruthy();
});

it("says that nobody opened her record", async () => {
  answering({ "GET /api/me/openings": { body: { rows: [], total: 0 } } });
  show(<OpeningsPage />);
  expect(await screen.findByText(/Nobody has opened your record/)).toBeTruthy();
});
