import { fireEvent, render, screen } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { App } from "../shell/App";
import { accessible, answering, atTheDesk } from "../testing";
import { me, session } from "./session";
import { REASONS, takePage } from "./signOn";

const SECOND = "POST /api/sign-in/oidc/second";
const NAME = "Miami University sign-on";

beforeEach(async () => {
  await atTheDesk();
  me.value = null;
  if (session.value) session.value = { ...session.value, account: null, roles: [], home: null, sign_on: NAME };
  history.replaceState(null, "", "/staff/");
});

it("offers the institution's sign-on under its own name, as a link", async () => {
  const { container } = render(<App />);
  const link = screen.getByRole("link", { name: `Use ${NAME}` });
  expect(link.getAttribute("href")).toBe("/api/sign-in/oidc");
  await accessible(container);
});

it("offers none where none is set", () => {
  if (session.value) session.value = { ...session.value, sign_on: null };
  render(<App />);
  expect(screen.queryByRole("link", { name: /^Use/ })).toBeNull();
});

it.each(Object.keys(REASONS))("says in a sentence what came of it, once: %s", (word) => {
  history.replaceState(null, "", `/staff/?sign-on=${word}`);
  render(<App />);
  expect(screen.getByRole("alert").textContent).toMatch(/^[A-Z].*\.$/);
  expect(location.search).toBe("");
});

it("keeps the page that was wanted for the way back, once, without the words after its #", () => {
  history.replaceState(null, "", "/staff/claims/claim-1?waiting=all#q=Eleanor");
  render(<App />);
  const link = screen.getByRole("link", { name: `Use ${NAME}` });
  link.addEventListener("click", (event) => event.preventDefault());
  fireEvent.click(link);
  history.replaceState(null, "", "/staff/");
  expect([takePage(), takePage()]).toEqual(["/staff/claims/claim-1?waiting=all", null]);
});

it.each(["https://example.org/staff/", "//example.org", "/travel", "/staff/"])("leads back to no other place: %s", (page) => {
  sessionStorage.setItem("portal.page", page);
  expect(takePage()).toBeNull();
});

it("says nothing for a word that it does not know", () => {
  history.replaceState(null, "", "/staff/?sign-on=%3Cb%3E");
  render(<App />);
  expect(screen.queryByRole("alert")).toBeNull();
});

it("asks for the code of the app where the institution asked for one step", async () => {
  history.replaceState(null, "", "/staff/?sign-on=second");
  const calls = answering({ [SECOND]: { body: { ticket: "t", expires_in_seconds: 600 } } });
  render(<App />);
  expect(await screen.findByLabelText("Code from your app")).toBeTruthy();
  expect(calls.map(({ path }) => path)).toEqual(["/api/sign-in/oidc/second"]);
  fireEvent.click(screen.getByRole("button", { name: "Back to e-mail and password" }));
  expect(screen.getByRole("link", { name: `Use ${NAME}` })).toBeTruthy();
});

it("begins again where the second step is not open any more", async () => {
  history.replaceState(null, "", "/staff/?sign-on=second");
  answering({ [SECOND]: { status: 422, body: { code: "second_expired", title: "Too late", status: 422 } } });
  render(<App />);
  expect((await screen.findByRole("alert")).textContent).toMatch(/Try again/);
});
