import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { Route, Router } from "preact-iso";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, atTheDesk, show, stale } from "../../testing";
import { aVersion } from "../testing";
import { VersionPage } from "./VersionPage";
import { VersionsPage } from "./VersionsPage";

const LIST = "GET /api/staff/consent-versions";
const ONE = "GET /api/staff/consent-versions/version-3";
const APPROVE = "POST /api/staff/consent-versions/version-3/approval";
const FORCE = "POST /api/staff/consent-versions/version-3/in-force";

const open = (address: string) =>
  show(
    <Router>
      <Route path="/staff/consent/versions" component={VersionsPage} />
      <Route path="/staff/consent/versions/:id" component={VersionPage} />
      <Route default component={() => <p>Elsewhere</p>} />
    </Router>,
    address,
  );
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const approved = aVersion({
  state: "approved",
  approved_on: "2027-01-04",
  approval_reference: "Letter 17",
  valid_from: "2020-01-05",
  sign_again: ["enrolled"],
  sign_again_by: "2027-02-05",
  visits_wait: true,
  to_sign: 7,
});

beforeEach(() => atTheDesk(["consent.read", "consent.versions", "study.read"]));

it("lists the versions, each number leading to its list", async () => {
  const inForce = aVersion({ state: "in_force", expired: true, signed: 4, to_sign: 2, approved_on: "2027-01-04" }).row;
  answering({ [LIST]: { body: { rows: [inForce] } } });
  const { container } = open("/staff/consent/versions");
  await screen.findByText("Expired");
  expect(screen.getByRole("link", { name: "4" }).getAttribute("href")).toBe("/staff/consent?signed=version-3");
  expect(screen.getByRole("link", { name: "2" }).getAttribute("href")).toBe("/staff/consent?again=version-3");
  await accessible(container);
});

it("leads nobody to a list of people that the role may not see", async () => {
  await atTheDesk(["study.read"]);
  answering({ [LIST]: { body: { rows: [aVersion({ state: "in_force", signed: 4 }).row] } } });
  open("/staff/consent/versions");
  await screen.findByText("4");
  expect(screen.getAllByRole("link").map((link) => link.textContent)).toEqual(["3"]);
});

it("marks an element that no chapter carries, and a chapter that reads too hard", async () => {
  answering({ [ONE]: { body: aVersion() } });
  const { container } = open("/staff/consent/versions/version-3");
  const elements = await screen.findByRole("table", { name: "What the regulations ask for" });
  const [, found, missing, optional] = within(elements).getAllByRole("row").map((row) => row.textContent);
  expect(found).toContain("The main risk");
  expect(missing).toContain("Missing");
  expect(optional).toContain("only where it applies");
  expect(screen.getByText("1 is missing")).toBeTruthy();
  const grades = screen.getByRole("table", { name: "How hard it reads" });
  expect(within(grades).getByText("11.3, too hard")).toBeTruthy();
  expect(within(grades).getByText("Too short to tell")).toBeTruthy();
  await accessible(container);
});

it("shows the text in each language, and what it changes, in words too", async () => {
  answering({ [ONE]: { body: aVersion() } });
  const { container } = open("/staff/consent/versions/version-3");
  await screen.findByText("The cancer may come back.");
  expect(screen.getByRole("article").lang).toBe("en");
  fireEvent.click(screen.getByRole("link", { name: /English, changes/ }));
  await screen.findByText("We now say more.");
  expect(container.querySelector("ins")?.textContent).toBe("added: come back.");
  expect(container.querySelector("del")?.textContent).toBe("removed: return.");
  await accessible(container);
  fireEvent.click(screen.getByRole("link", { name: "Spanish" }));
  await screen.findByText("El cáncer puede volver.");
  expect(screen.getByRole("article").lang).toBe("es");
});

it("records an approval, asks by when only where somebody signs again, and says that nothing goes live", async () => {
  const calls = answering({ [ONE]: { body: aVersion() }, [APPROVE]: { body: approved } });
  const { container } = open("/staff/consent/versions/version-3");
  fireEvent.click(await screen.findByRole("button", { name: "Record the approval" }));
  expect(screen.getByText(/Nothing goes live by saving/)).toBeTruthy();
  expect(screen.queryByLabelText("To sign by")).toBeNull();
  fireEvent.click(screen.getByLabelText("Enrolled"));
  press("Save the approval");
  const links = within(screen.getByRole("alert")).getAllByRole("link");
  expect(links.map((link) => link.getAttribute("href"))).toEqual([
    "#approve-on",
    "#approve-reference",
    "#approve-from",
    "#approve-by",
    "#approve-wait",
  ]);
  expect(calls.some(({ method }) => method === "POST")).toBe(false);
  await accessible(container);
  type("Approved on", "2027-01-04");
  type("Approval reference", " Letter 17 ");
  type("Valid from", "2027-01-05");
  type("To sign by", "2027-02-05");
  fireEvent.click(screen.getByLabelText("No new visits until it is signed"));
  press("Save the approval");
  await waitFor(() => expect(calls.some(({ method }) => method === "POST")).toBe(true));
  expect(calls.find(({ method }) => method === "POST")?.body).toEqual({
    version: 2,
    approved_on: "2027-01-04",
    approval_reference: "Letter 17",
    valid_from: "2027-01-05",
    valid_until: null,
    sign_again: ["enrolled"],
    sign_again_by: "2027-02-05",
    visits_wait: true,
  });
});

it("forgets by when, where nobody signs again after all", async () => {
  const calls = answering({ [ONE]: { body: aVersion() }, [APPROVE]: { body: approved } });
  open("/staff/consent/versions/version-3");
  fireEvent.click(await screen.findByRole("button", { name: "Record the approval" }));
  fireEvent.click(screen.getByLabelText("Enrolled"));
  type("To sign by", "2027-02-05");
  fireEvent.click(screen.getByLabelText("No new visits until it is signed"));
  fireEvent.click(screen.getByLabelText("Enrolled"));
  type("Approved on", "2027-01-04");
  type("Approval reference", "Letter 17");
  type("Valid from", "2027-01-05");
  press("Save the approval");
  await waitFor(() => expect(calls.some(({ method }) => method === "POST")).toBe(true));
  expect(calls.find(({ method }) => method === "POST")?.body).toMatchObject({
    sign_again: [],
    sign_again_by: null,
    visits_wait: false,
  });
});

it("says how many sign again, by when and what visits do, before it is in force", async () => {
  const calls = answering({ [ONE]: { body: approved }, [FORCE]: { body: approved } });
  const { container } = open("/staff/consent/versions/version-3");
  fireEvent.click(await screen.findByRole("button", { name: "Put in force" }));
  const words = screen.getByRole("alert").textContent;
  expect(words).toContain("7 participants who signed before are asked to sign again, by Fri 5 Feb 2027.");
  expect(words).toContain("After that day visits wait for who has not signed.");
  await accessible(container);
  press("Put in force");
  await waitFor(() => expect(calls.some(({ method }) => method === "POST")).toBe(true));
  expect(calls.find(({ method }) => method === "POST")?.body).toEqual({ version: 2 });
});

it("says that somebody was faster instead of putting it in force unseen", async () => {
  answering({ [ONE]: { body: approved }, [FORCE]: stale });
  open("/staff/consent/versions/version-3");
  fireEvent.click(await screen.findByRole("button", { name: "Put in force" }));
  press("Put in force");
  await screen.findByText("Somebody changed this meanwhile");
  expect(screen.queryByRole("button", { name: "Put in force" })).toBeNull();
});

it("waits for the first day on which a version is valid", async () => {
  answering({ [ONE]: { body: aVersion({ ...approved.row, valid_from: "2099-01-05" }) } });
  open("/staff/consent/versions/version-3");
  await screen.findByText("It can be put in force from Mon 5 Jan 2099 on.");
  expect(screen.queryByRole("button", { name: "Put in force" })).toBeNull();
});

it("offers no step to somebody who only reads", async () => {
  await atTheDesk(["consent.read", "study.read"]);
  answering({ [ONE]: { body: aVersion() } });
  open("/staff/consent/versions/version-3");
  await screen.findByText("The cancer may come back.");
  expect(screen.queryAllByRole("button")).toEqual([]);
});
