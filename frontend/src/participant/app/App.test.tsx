import "fake-indexeddb/auto";

import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import { wipe } from "../../offline/store";
import { help } from "../data/answers";
import { forgetAll } from "../data/resource";
import { standing } from "../data/session";
import { accessible, aHelp, answering, aToday, inside, nobody } from "../testing";
import { App } from "./App";
import { Crashed } from "./Crashed";
import { Pages } from "./inside";
import { update } from "./worker";

beforeEach(async () => {
  await wipe();
  forgetAll();
  await inside("en");
  await Pages.preload();
  history.replaceState(null, "", "/");
  answering({ "GET /api/me/today": { body: aToday() }, "GET /api/me/help": { body: aHelp() } });
});

it("shows only the pages there are, and which one is open", async () => {
  const { container } = render(<App />);
  await screen.findByRole("heading", { name: "Hello, Eleanor" });
  const tabs = screen.getByRole("navigation").querySelectorAll("a");
  expect([...tabs].map((tab) => tab.textContent)).toEqual(["Today", "Schedule", "Check-in", "Travel money", "Messages"]);
  expect(tabs[0]?.getAttribute("aria-current")).toBe("page");
  await waitFor(() => expect(document.title).toBe("Today · Study portal"));
  await accessible(container);
});

it("says kindly that an address leads nowhere", async () => {
  history.replaceState(null, "", "/nowhere");
  render(<App />);
  expect(await screen.findByRole("heading", { name: "There is no page here" })).toBeTruthy();
  expect(screen.getByRole("link", { name: "Go to Today" })).toBeTruthy();
});

it("gives the focus to the heading of each new page", async () => {
  render(<App />);
  await screen.findByRole("heading", { name: "Hello, Eleanor" });
  fireEvent.click(screen.getByRole("link", { name: "More" }));
  const heading = await screen.findByRole("heading", { level: 1, name: "More" });
  await waitFor(() => expect(document.activeElement).toBe(heading));
});

it("asks for a sign-in at any address, and goes on there", async () => {
  history.replaceState(null, "", "/more");
  standing.value = { kind: "out", session: nobody(), why: "ended" };
  render(<App />);
  expect(await screen.findByText(/You were signed out to keep your information safe/)).toBeTruthy();
  expect(screen.queryByRole("navigation")).toBeNull();
  await inside("en");
  expect(await screen.findByRole("heading", { name: "More" })).toBeTruthy();
});

it("shows whom to call, on every page", async () => {
  const { container } = render(<App />);
  fireEvent.click(screen.getByRole("button", { name: "Help" }));
  const call = await screen.findByRole("link", { name: /Call the study team/ });
  expect(call.getAttribute("href")).toBe("tel:+13055550100");
  expect(screen.getByRole("link", { name: "Call 911" })).toBeTruthy();
  await accessible(container);
});

it("still knows whom to call on the sign-in page after a session has ended", async () => {
  help.set(aHelp());
  standing.value = { kind: "out", session: nobody(), why: "ended" };
  render(<App />);
  fireEvent.click(screen.getByRole("button", { name: "Help" }));
  expect(await screen.findByRole("link", { name: /305-555-0100/ })).toBeTruthy();
});

it("says where the number is found when the phone does not know it", async () => {
  standing.value = { kind: "out", session: nobody(), why: "new" };
  render(<App />);
  fireEvent.click(screen.getByRole("button", { name: "Help" }));
  expect(await screen.findByText(/on the card and the consent form/)).toBeTruthy();
});

it("asks before it changes to a new version", async () => {
  const takeOver = vi.fn();
  render(<App />);
  update.value = takeOver;
  fireEvent.click(await screen.findByRole("button", { name: "Use it now" }));
  expect(takeOver).toHaveBeenCalledOnce();
  update.value = null;
});

it("offers a way on where a page breaks", () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const Broken = () => {
    throw new Error("broken");
  };
  render(
    <Crashed>
      <Broken />
    </Crashed>,
  );
  expect(screen.getByRole("heading", { name: "This page did not open" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
});
