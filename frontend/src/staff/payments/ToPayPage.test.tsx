import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { Route, Router } from "preact-iso";
import { beforeEach, expect, it } from "vitest";

import { announcement } from "../parts/announce";
import { pressed } from "../shell/keys";
import { me } from "../session/session";
import { accessible, answering, atTheDesk, show } from "../testing";
import { begin } from "./next";
import { paymentRoutes } from "./routes";
import { aBatch, aPayable, COUNTS, toPayOf, waiting } from "./testing";

const LIST = "GET /api/staff/payments/to-pay";
const MAKE = "POST /api/staff/payment-batches";
const ONE = (id: string) => `GET /api/staff/payment-batches/${id}`;

const open = () =>
  show(
    <Router>
      {paymentRoutes.map(({ path, page }) => (
        <Route key={path} path={path} component={page} />
      ))}
      <Route default component={() => <p>Elsewhere</p>} />
    </Router>,
    "/staff/claims/to-pay",
  );

const box = (name: string | RegExp) => screen.findByRole<HTMLInputElement>("checkbox", { name });
const tick = async (name: string | RegExp) => fireEvent.click(await box(name));
const day = () => screen.getByLabelText<HTMLInputElement>("Goes out on").value;
const refusing = (code: string, title: string, field = "claims.0") => ({
  status: 422,
  body: { code, title, detail: title, status: 422, errors: [{ field, message: title }] },
});

beforeEach(async () => {
  begin();
  await atTheDesk(["claims.read", "claims.pay"]);
});

it("shows who is paid for which visit, who approved it, and what failed before", async () => {
  answering({ ...COUNTS, [LIST]: toPayOf(waiting) });
  const { container } = open();
  const [, first, second] = await screen.findAllByRole("row");
  for (const words of ["7F3A-92BC", "FH-001", "Eleanor Whitfield", "Bayside", "Month 6", "by Grace Okafor", "$42.30"]) {
    expect(first?.textContent).toContain(words);
  }
  expect(first?.textContent).toMatch(/Fri 12 Mar/);
  expect(first?.textContent).not.toContain("Failed before");
  expect(second?.textContent).toContain("Failed before: The account is closed");
  expect(screen.getByRole("link", { name: "7F3A-92BC" }).getAttribute("href")).toBe("/staff/claims/claim-1");
  await accessible(container);
});

it("adds up what is chosen, and goes out on the latest usual day of it", async () => {
  answering({ ...COUNTS, [LIST]: toPayOf(waiting) });
  const { container } = open();
  expect(await screen.findByText("No claim chosen")).toBeTruthy();
  expect(day()).toBe("2100-03-05");
  await tick("Choose 7F3A-92BC, Eleanor Whitfield");
  await screen.findByText("1 claim chosen");
  expect(day()).toBe("2100-03-12");
  await tick("Choose 11AA-22BB, Rosa Delgado");
  await screen.findByRole("button", { name: "Make batch of 2: $412.30" });
  expect((await box("Choose all")).indeterminate).toBe(true);
  await tick("Choose all");
  await screen.findByRole("button", { name: "Make batch of 3: $427.30" });
  expect(day()).toBe("2100-03-19");
  await accessible(container);
  await tick("Choose all");
  await screen.findByText("No claim chosen");
});

it("keeps a day that was typed, whatever is chosen after it", async () => {
  answering({ ...COUNTS, [LIST]: toPayOf(waiting) });
  open();
  await tick(/7F3A/);
  fireEvent.input(screen.getByLabelText("Goes out on"), { target: { value: "2100-03-08" } });
  await tick(/33CC/);
  await screen.findByText("2 claims chosen");
  expect(day()).toBe("2100-03-08");
});

it("makes one batch under an id of its own, and opens it", async () => {
  const routes: Record<string, { status?: number; body: unknown }> = { ...COUNTS, [LIST]: toPayOf(waiting) };
  routes[MAKE] = { body: aBatch() };
  const calls = answering(routes);
  open();
  await tick(/7F3A/);
  await tick(/11AA/);
  const button = await screen.findByRole("button", { name: "Make batch of 2: $412.30" });
  fireEvent.click(button);
  fireEvent.click(button);
  await waitFor(() => expect(location.pathname).toMatch(/^\/staff\/claims\/payments\/[0-9a-f-]{36}$/));
  const made = calls.filter(({ method }) => method === "POST");
  const id = location.pathname.split("/").pop() ?? "";
  expect(made).toHaveLength(1);
  expect(made[0]?.body).toEqual({ id, claims: ["claim-1", "claim-2"], expected_on: "2100-03-12" });
  expect(announcement.value?.text).toBe("Batch 12: 2 payments are on their way.");
  await waitFor(() => expect(calls.some(({ method, path }) => `${method} ${path}` === ONE(id))).toBe(true));
});

it("sends the same id again after an answer that was lost", async () => {
  const lost = { status: 503, body: { code: "unavailable", title: "Not now", detail: "Try again.", status: 503 } };
  const calls = answering({ ...COUNTS, [LIST]: toPayOf(waiting), [MAKE]: [lost, { body: aBatch() }] });
  open();
  await tick(/7F3A/);
  fireEvent.click(await screen.findByRole("button", { name: /^Make batch of 1/ }));
  await screen.findByRole("alert");
  expect(screen.getByText("1 claim chosen")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: /^Make batch of 1/ }));
  await waitFor(() => expect(location.pathname).toMatch(/payments/));
  const [first, second] = calls.filter(({ method }) => method === "POST");
  expect(first?.body).toEqual(second?.body);
});

it("leads to the batch that was made before under the same id, and takes another for the next", async () => {
  const differs = { status: 409, body: { code: "batch_differs", title: "Not saved", detail: "Other.", status: 409 } };
  const calls = answering({ ...COUNTS, [LIST]: toPayOf(waiting), [MAKE]: [differs, { body: aBatch() }] });
  open();
  await tick(/7F3A/);
  fireEvent.click(await screen.findByRole("button", { name: /^Make batch of 1/ }));
  const link = await screen.findByRole("link", { name: "See the batch that was made" });
  const id = (n: number) => (calls.filter(({ method }) => method === "POST")[n]?.body as { id: string }).id;
  expect(link.getAttribute("href")).toBe(`/staff/claims/payments/${id(0)}`);
  fireEvent.click(screen.getByRole("button", { name: /^Make batch of 1/ }));
  await waitFor(() => expect(location.pathname).toMatch(/payments/));
  expect(id(1)).not.toBe(id(0));
});

it("names a claim that is gone, leaves it out, and fetches the list anew", async () => {
  const [first, , third] = waiting;
  answering({
    ...COUNTS,
    [LIST]: [toPayOf(waiting), toPayOf([first ?? aPayable(), third ?? aPayable()])],
    [MAKE]: refusing("claim_not_payable", "The claim 11AA-22BB is not waiting to be paid any more."),
  });
  const { container } = open();
  await tick(/7F3A/);
  await tick(/11AA/);
  fireEvent.click(await screen.findByRole("button", { name: /^Make batch of 2/ }));
  const alert = await screen.findByText("11AA-22BB is not waiting to be paid any more, so it is left out.");
  expect(within(alert.closest("[role=alert]") as HTMLElement).getByRole("link").getAttribute("href")).toBe(
    "/staff/claims/payments",
  );
  expect(screen.getAllByRole("row")).toHaveLength(3);
  expect(screen.getByRole("button", { name: "Make batch of 1: $42.30" })).toBeTruthy();
  await accessible(container);
  fireEvent.click(screen.getByRole("button", { name: "Understood" }));
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  expect(screen.getByText("1 claim chosen")).toBeTruthy();
});

it("lets nobody choose her own claim, and says why", async () => {
  answering({ ...COUNTS, [LIST]: toPayOf([aPayable({ own: true }), ...waiting.slice(1)]) });
  const { container } = open();
  const own = await box(/7F3A/);
  expect(own.disabled).toBe(true);
  const why = document.getElementById(own.getAttribute("aria-describedby") ?? "");
  expect(why?.textContent).toBe("Your own claim: a colleague pays it.");
  await tick("Choose all");
  await screen.findByRole("button", { name: "Make batch of 2: $385.00" });
  expect((await box("Choose all")).checked).toBe(true);
  await accessible(container);
});

it("asks for claims and for a day that is not past", async () => {
  const calls = answering({ ...COUNTS, [LIST]: toPayOf(waiting) });
  const { container } = open();
  fireEvent.click(await screen.findByRole("button", { name: "Make batch" }));
  const missing = await screen.findByRole("link", { name: "Choose the claims to pay." });
  fireEvent.click(missing);
  expect(document.activeElement).toBe(await box("Choose all"));
  await tick(/7F3A/);
  fireEvent.input(screen.getByLabelText("Goes out on"), { target: { value: "2100-03-04" } });
  fireEvent.click(screen.getByRole("button", { name: /^Make batch of 1/ }));
  await screen.findByRole("link", { name: "This day is over. Enter the day on which the money goes out." });
  await accessible(container);
  expect(calls.some(({ method }) => method === "POST")).toBe(false);
});

it("puts one currency into a batch", async () => {
  answering({ ...COUNTS, [LIST]: toPayOf([aPayable(), aPayable({ id: "claim-9", currency: "EUR", to_pay: 900 })]) });
  open();
  await tick("Choose all");
  fireEvent.click(await screen.findByRole("button", { name: "Make batch of 2: $42.30 + €9.00" }));
  await screen.findByRole("link", { name: "A batch pays in one currency. Choose claims in one of them." });
});

it("keeps what is chosen while one looks at another page", async () => {
  answering({ ...COUNTS, [LIST]: toPayOf(waiting) });
  const { unmount } = open();
  await tick(/7F3A/);
  await screen.findByText("1 claim chosen");
  unmount();
  open();
  expect((await box(/7F3A/)).checked).toBe(true);
});

it("is walked and chosen by keys, also after a row was chosen by hand", async () => {
  answering({ ...COUNTS, [LIST]: toPayOf(waiting) });
  open();
  await screen.findByRole("link", { name: "7F3A-92BC" });
  const listen = (event: KeyboardEvent) => void pressed(event);
  addEventListener("keydown", listen);
  const key = (name: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key: name });
  key("j");
  key("j");
  expect(document.activeElement?.textContent).toBe("11AA-22BB");
  key("x");
  expect((await box(/11AA/)).checked).toBe(true);
  (await box(/7F3A/)).focus();
  key("j");
  expect(document.activeElement?.textContent).toBe("11AA-22BB");
  removeEventListener("keydown", listen);
});

it("narrows the list to a site by the address, and pays only what is in sight", async () => {
  const there = { id: "site-2", key: "tampa", name: "Harbor", time_zone: "America/New_York" };
  const other = aPayable({ id: "claim-8", reference: "88AA-99BB", who: { ...aPayable().who, site: there } });
  if (me.value) me.value = { ...me.value, sites: [...me.value.sites, there] };
  answering({ ...COUNTS, [LIST]: toPayOf([...waiting, other]) });
  open();
  await tick("Choose all");
  await screen.findByText("4 claims chosen");
  fireEvent.change(screen.getByLabelText("Site"), { target: { value: "site-2" } });
  await screen.findByText("1 claim chosen");
  expect(location.search).toBe("?site=site-2");
  expect(screen.getByText("1 claim to pay")).toBeTruthy();
});

it("can be read by whoever does not pay, and offers her nothing to choose", async () => {
  await atTheDesk(["claims.read", "claims.review"]);
  answering({ ...COUNTS, [LIST]: toPayOf(waiting) });
  open();
  await screen.findByText("Finance puts approved claims into a batch. You can read this list.");
  await screen.findByText("$42.30");
  expect(screen.queryByRole("checkbox")).toBeNull();
  expect(screen.queryByRole("button", { name: /^Make batch/ })).toBeNull();
});

it("says that nothing waits", async () => {
  answering({ ...COUNTS, [LIST]: toPayOf([]) });
  const { container } = open();
  await screen.findByText("Nothing waits to be paid");
  await accessible(container);
});
