/** What the rest of the app says about travel money: the bar, Today, a visit's page, the banner. */
import "fake-indexeddb/auto";

import { render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { put, startOutbox, unsent, wipeOutbox } from "../../offline/outbox";
import { wipe } from "../../offline/store";
import { App } from "../app/App";
import { Pages } from "../app/inside";
import { forgetAll } from "../data/resource";
import { accessible, aHelp, answering, aSession, aToday, aVisit, inside } from "../testing";
import { aPastVisit, aTravel, NOW, returnedClaim } from "./testing";

const TRAVEL = "GET /api/me/travel";
const text = () => document.body.textContent.replace(/\u00a0/g, " ");

const serving = (travel: Parameters<typeof aTravel>[0] = {}, more: Parameters<typeof answering>[0] = {}) =>
  answering({
    "GET /api/me/today": { body: aToday({ today: "2026-11-24", next_visit: null, coming: [] }) },
    "GET /api/me/help": { body: aHelp() },
    "GET /api/session": { body: aSession() },
    [TRAVEL]: { body: aTravel(travel) },
    ...more,
  });

let stop = () => {};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  forgetAll();
  await wipeOutbox();
  await wipe();
  await inside("en");
  await Pages.preload();
  history.replaceState(null, "", "/");
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

it("asks on Today for the claim of a visit, with its last day", async () => {
  serving();
  const { container } = render(<App />);
  const line = await screen.findByRole("link", { name: /Claim your travel money for Month 6 · until Monday 15.February 2027/ });
  expect(line.getAttribute("href")).toBe("/travel/visits/visit-1");
  await accessible(container);
});

it("says on Today and in the bar that a claim came back", async () => {
  serving({ claims: [returnedClaim()], visits: [] });
  render(<App />);
  const line = await screen.findByRole("link", { name: "The team asks about your travel money for Month 6" });
  expect(line.getAttribute("href")).toBe("/travel/claims/claim-1");
  expect(screen.getByRole("link", { name: "Travel money 1 needs you" })).toBeTruthy();
});

it("names a visit by its whole title where its label is that of several", async () => {
  serving({ visits: [aPastVisit({ label: "Screening", name: "Scans" })] });
  render(<App />);
  expect(await screen.findByRole("link", { name: /for Screening: Scans · until/ })).toBeTruthy();
});

it("asks for travel money only after Today's own answer", async () => {
  let answer = () => {};
  const calls = serving();
  const served = globalThis.fetch;
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.url.endsWith("/api/me/today")) await new Promise<void>((done) => (answer = done));
    return served(request);
  });
  render(<App />);
  await waitFor(() => expect(screen.getByRole("navigation")).toBeTruthy());
  await new Promise((done) => setTimeout(done, 30));
  expect(calls.map(({ path }) => path)).not.toContain("/api/me/travel");
  answer();
  await screen.findByRole("heading", { name: "Hello, Eleanor" });
  await waitFor(() => expect(calls.map(({ path }) => path)).toContain("/api/me/travel"));
});

it("has no tab where the study pays no travel money", async () => {
  serving({ policy: null, visits: [] });
  render(<App />);
  await screen.findByRole("heading", { name: "Hello, Eleanor" });
  await waitFor(() => expect(screen.queryByRole("link", { name: /Travel money/ })).toBeNull());
});

it("leads from a past visit to its claim, and from no other", async () => {
  const visit = aVisit({ status: "done" });
  serving({}, { "GET /api/me/visits/visit-1": { body: visit }, "GET /api/me/visits/visit-9": { body: { ...visit, id: "visit-9" } } });
  history.replaceState(null, "", "/visits/visit-1");
  const { unmount } = render(<App />);
  expect((await screen.findByRole("link", { name: "Claim travel money" })).getAttribute("href")).toBe("/travel/visits/visit-1");
  unmount();
  history.replaceState(null, "", "/visits/visit-9");
  render(<App />);
  await screen.findByRole("heading", { name: "Monitoring visit" });
  expect(screen.queryByRole("link", { name: "Claim travel money" })).toBeNull();
});

it("counts a refused claim in the bar, and the banner leads to it", async () => {
  const refusal = { status: 422, body: { title: "No", detail: "Too much.", code: "no", status: 422 } };
  serving({}, { "POST /api/me/claims": refusal });
  render(<App />);
  stop = startOutbox("me");
  await put({ id: "a", kind: "claim", path: "/api/me/claims", body: { id: "a", lines: [], visit_id: "v" }, account: "me" });
  await waitFor(() => expect(unsent.value[0]?.state).toBe("refused"));
  expect(await screen.findByRole("link", { name: "Travel money 1 needs you" })).toBeTruthy();
  expect(screen.getByRole("link", { name: "Look at it" }).getAttribute("href")).toBe("/travel");
  expect(text()).toContain("Too much.");
});
