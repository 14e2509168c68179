import "fake-indexeddb/auto";

import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import type { SentNotice } from "../../api";
import { type Language, loadReminders } from "../../i18n";
import { wipe } from "../../offline/store";
import { forgetAll } from "../data/resource";
import { accessible, answering, inside, show } from "../testing";
import RemindersPages from "./RemindersPages";
import { aReminders } from "./testing";
import UnsubscribePage from "./UnsubscribePage";

const notice = (change: Partial<SentNotice>): SentNotice => ({
  id: change.status ?? "n",
  about: "visit",
  status: "opened",
  channels: ["push"],
  at: "2024-11-20T14:00:00Z",
  page: "/visits/visit-1",
  ...change,
});

beforeEach(async () => {
  await wipe();
  forgetAll();
  await loadReminders();
  await inside("en");
});

it.each<[Language, RegExp]>([
  ["en", /A visit is coming.*20 November 2024, 2:00 pm.*Seen · on the phone/],
  ["es", /Se acerca una visita.*20 de noviembre de 2024.*Visto · en el teléfono/],
])("lists in %s what was sent, when, how and if it was seen, and leads to its page", async (language, words) => {
  await inside(language);
  history.replaceState(null, "", "/more/reminders/sent");
  const sent = [notice({}), notice({ status: "failed", channels: [] }), notice({ status: "received", channels: ["push", "mail"] })];
  answering({ "GET /api/me/reminders": { body: aReminders({ sent }) } });
  const { container } = show(<RemindersPages />);
  await waitFor(() => expect(container.querySelectorAll("main li")).toHaveLength(3));
  const [first, second] = container.querySelectorAll<HTMLAnchorElement>("main li a");
  expect(first?.textContent.replace(/\u00a0/g, " ")).toMatch(words);
  expect(first?.getAttribute("href")).toBe("/visits/visit-1");
  expect(second?.textContent).not.toContain(" · ");
  await accessible(container);
});

it("says kindly that nothing was sent yet", async () => {
  history.replaceState(null, "", "/more/reminders/sent");
  answering({ "GET /api/me/reminders": { body: aReminders() } });
  show(<RemindersPages />);
  expect(await screen.findByText(/Nothing was sent yet/)).toBeTruthy();
});

it.each<[Language, string]>([
  ["en", "Choose “Add to Home Screen”"],
  ["es", "Elija «Agregar a pantalla de inicio»"],
])("shows in %s how an iPhone gets the portal on its home screen, in three steps", async (language, step) => {
  await inside(language);
  history.replaceState(null, "", "/more/reminders/home-screen");
  const { container } = show(<RemindersPages />);
  const steps = screen.getAllByRole("heading", { level: 2 });
  expect(steps).toHaveLength(3);
  expect(steps[1]?.textContent).toContain(step);
  await accessible(container);
});

it("knows no other pages", async () => {
  history.replaceState(null, "", "/more/reminders/elsewhere");
  show(<RemindersPages />);
  expect(await screen.findByRole("heading", { name: "There is no page here" })).toBeTruthy();
});

it.each<[Language, string, string]>([
  ["en", "Yes, stop them", "It is done"],
  ["es", "Sí, dejar de recibirlos", "Listo"],
])("stops mails in %s only at the button, without a sign-in", async (language, button, done) => {
  await inside(language);
  history.replaceState(null, "", "/unsubscribe/token");
  const calls = answering({ "POST /unsubscribe/token": { body: "OK" } });
  const { container } = show(<UnsubscribePage />);
  await accessible(container);
  expect(calls).toEqual([]);
  fireEvent.click(screen.getByRole("button", { name: button }));
  expect(await screen.findByRole("heading", { level: 1, name: done })).toBeTruthy();
  expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /unsubscribe/token"]);
  await accessible(container);
});

it("says that the mails were not stopped where there is no connection", async () => {
  history.replaceState(null, "", "/unsubscribe/token");
  answering({ "POST /unsubscribe/token": "offline" });
  show(<UnsubscribePage />);
  fireEvent.click(screen.getByRole("button", { name: "Yes, stop them" }));
  expect(await screen.findByText(/needs a connection. Nothing was changed/)).toBeTruthy();
});
