import "fake-indexeddb/auto";

import { render, screen } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { wipe } from "../../offline/store";
import { forgetAll } from "../data/resource";
import { standing } from "../data/session";
import { accessible, aHelp, answering, aToday, inside } from "../testing";
import { App } from "./App";
import { Pages } from "./inside";

beforeEach(async () => {
  await wipe();
  forgetAll();
  await inside("en");
  await Pages.preload();
  const now = standing.peek();
  if (now.kind !== "in" || !now.session.account) throw new Error("somebody is signed in");
  const account = { ...now.session.account, name: "Anna Lindqvist" };
  const place = { id: "p", role: "care_partner" as const, name: "Eleanor Whitfield", may_read_check_ins: false, since: "2026-01-01T00:00:00Z" };
  standing.value = { kind: "in", session: { ...now.session, account, roles: ["care_partner"], place, places: [place] } };
  history.replaceState(null, "", "/");
});

it("shows a care partner whose visits these are, and nothing that only the participant does", async () => {
  const calls = answering({ "GET /api/me/today": { body: aToday() }, "GET /api/me/help": { body: aHelp() } });
  const { container } = render(<App />);
  expect(await screen.findByRole("heading", { name: "Hello, Anna" })).toBeTruthy();
  expect(screen.getByText("You see the visits of Eleanor Whitfield.")).toBeTruthy();
  const tabs = [...screen.getByRole("navigation").querySelectorAll("a")].map((tab) => tab.textContent);
  expect(tabs).toEqual(["Today", "Schedule", "Travel money", "Messages"]);
  expect(screen.queryByRole("button", { name: /be there/ })).toBeNull();
  expect(calls.some(({ path }) => path === "/api/me/check-ins")).toBe(false);
  await accessible(container);
});
