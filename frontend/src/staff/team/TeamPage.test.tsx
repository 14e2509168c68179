import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { Route, Router } from "preact-iso";
import { beforeEach, expect, it, vi } from "vitest";

import { accessible, answering, atTheDesk, type Call, show } from "../testing";
import type { Team } from "./data";
import { TeamPage } from "./TeamPage";
import { aColleague, anEndedRole, anInvitation, aRole, aTeam, aWayIn, CODE } from "./testing";

const GET = "GET /api/staff/team";
const STEP = "/api/step-up";
const proof = {
  [`POST ${STEP}`]: {
    status: 202,
    body: {
      id: "step-1",
      email: "a•••@example.org",
      mailed: true,
      methods: ["email_code"],
      passkey: null,
      expires_in_seconds: 600,
      resend_in_seconds: 60,
    },
  },
  [`POST ${STEP}/step-1`]: { body: { id: "step-1", expires_in_seconds: 300 } },
};
const refusal = (detail: string) => ({
  status: 422,
  body: { code: "refused", title: "Not done", detail, status: 422 },
});

const open = (address = "/staff/team") =>
  show(
    <Router>
      {[<Route path="/staff/team/:id?" component={TeamPage} key="page" />]}
    </Router>,
    address,
  );
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const type = (label: string | RegExp, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const sent = (calls: Call[], end: string) => calls.find(({ method, path }) => method === "POST" && path.endsWith(end));

async function confirmed(button: string) {
  press("Confirm that it is you");
  await screen.findByLabelText("Code from the mail");
  type("Code from the mail", "12345678");
  press(button);
}

beforeEach(async () => {
  vi.restoreAllMocks();
  await atTheDesk(["team.read", "team.write"]);
});

it("shows who works where, how each signs in and who is invited, by name", async () => {
  answering({
    [GET]: { body: aTeam({ invitations: [anInvitation({ status: "expired" })], ended: [anEndedRole()] }) },
  });
  const { container } = open();
  const table = await screen.findByRole("table", { name: "Team" });
  const rows = within(table).getAllByRole("row").slice(1);
  expect(rows.map((row) => within(row).getByRole("link").textContent)).toEqual(["Ana Ruiz", "Grace Okafor"]);
  expect(rows[0]?.textContent).toContain("Invitation ran out");
  expect(rows[1]?.textContent).toContain("2 passkeys");
  expect(rows[1]?.textContent).toContain("On the team");
  expect(screen.getByText("2 people")).toBeTruthy();
  await accessible(container);
});

it("says so when nobody fits the filters, and when the team cannot be fetched", async () => {
  answering({ [GET]: { body: aTeam() } });
  const first = open("/staff/team?role=monitor");
  await screen.findByText("Nobody fits these filters");
  first.unmount();
  answering({ [GET]: { status: 500, body: { code: "failed", title: "The portal failed", status: 500 } } });
  open();
  await screen.findByRole("button", { name: "Try again" });
});

it("offers nothing to change to who may only read", async () => {
  await atTheDesk(["team.read"]);
  answering({ [GET]: { body: aTeam({ invitations: [anInvitation({ email: "grace@example.org" })] }) } });
  open("/staff/team/person-1");
  await screen.findByRole("heading", { level: 2, name: "Grace Okafor" });
  expect(screen.queryByRole("button", { name: /Add|End|Reset|Send|Take/ })).toBeNull();
  expect(screen.queryByRole("link", { name: "Invite a person" })).toBeNull();
});

it("invites a person once it is confirmed who asks, and shows the code this once", async () => {
  const calls = answering({
    ...proof,
    [GET]: [{ body: aTeam() }, { body: aTeam({ invitations: [anInvitation()] }) }],
    "POST /api/staff/team/invitations": { status: 201, body: aWayIn() },
  });
  const { container } = open("/staff/team/new");
  await screen.findByLabelText("Name");
  press("Confirm that it is you");
  const links = within(screen.getByRole("alert")).getAllByRole("link");
  expect(links.map((link) => link.getAttribute("href"))).toEqual([
    "#team-name",
    "#team-email",
    "#team-role",
    "#team-place",
  ]);
  type("Name", "Ana Ruiz");
  type("E-mail", "ana@example.org");
  fireEvent.click(screen.getByLabelText(/^Coordinator/));
  fireEvent.change(screen.getByLabelText("Where"), { target: { value: "1" } });
  await confirmed("Send the invitation");
  await waitFor(() => expect(sent(calls, "/invitations")).toBeTruthy());
  const body = sent(calls, "/invitations")?.body as { id: string };
  expect(body).toMatchObject({ name: "Ana Ruiz", role: "coordinator", site_id: "site-1", step_up: "step-1" });
  await accessible(container);
});

it("hands the link over only once and hides it when that is done", async () => {
  const made = "11111111-1111-4111-8111-111111111111";
  vi.spyOn(crypto, "randomUUID").mockReturnValue(made);
  const team = aTeam({ invitations: [anInvitation({ id: made })] });
  answering({
    ...proof,
    [GET]: [{ body: aTeam({ invitations: [anInvitation()] }) }, { body: team }],
    "POST /api/staff/team/invitations/invitation-1/renewal": { status: 201, body: aWayIn({ team }) },
  });
  const { container } = open("/staff/team/invitation-1");
  fireEvent.click(await screen.findByRole("button", { name: "Send again" }));
  await confirmed("Send again");
  await screen.findByText(CODE);
  expect(screen.getByText(`https://portal.example.org/staff/join#${CODE}`)).toBeTruthy();
  expect(screen.getByText(/A mail with it is on its way to ana@example.org/)).toBeTruthy();
  await accessible(container);
  press("Done, hide the code");
  expect(screen.queryByText(CODE)).toBeNull();
});

it("takes an invitation back and closes what showed it", async () => {
  const calls = answering({
    [GET]: [{ body: aTeam({ invitations: [anInvitation()] }) }, { body: aTeam() }],
    "POST /api/staff/team/invitations/invitation-1/revoke": { body: aTeam() },
  });
  open("/staff/team/invitation-1");
  fireEvent.click(await screen.findByRole("button", { name: "Take back" }));
  await waitFor(() => expect(location.pathname).toBe("/staff/team"));
  expect(sent(calls, "/revoke")?.body).toEqual({});
  expect(screen.queryByText("Ana Ruiz")).toBeNull();
});

it("ends a role with a reason, and what the server refuses stands beside what was typed", async () => {
  const words = "This is the last administrator. Give somebody else the role first.";
  const calls = answering({
    ...proof,
    [GET]: [{ body: aTeam() }, { body: aTeam({ people: [], ended: [anEndedRole({ email: "grace@example.org", name: "Grace Okafor", person_id: "person-1" })] }) }],
    "POST /api/staff/team/person-1/roles/role-1/end": [refusal(words), { body: aTeam() }],
  });
  open("/staff/team/person-1");
  fireEvent.click(await screen.findByRole("button", { name: "End this role: Coordinator, Bayside" }));
  press("Confirm that it is you");
  expect(screen.getAllByText("Say why in a few words.").length).toBeGreaterThan(0);
  type("Reason", "Moved to another study");
  await confirmed("End this role");
  await screen.findByText(words);
  expect(screen.getByLabelText<HTMLInputElement>("Reason").value).toBe("Moved to another study");
  press("End this role");
  await screen.findByText("Has left the team");
  expect(sent(calls, "/end")?.body).toEqual({ reason: "Moved to another study", step_up: "step-1" });
  await screen.findByRole("button", { name: "Invite again" });
});

it("gives a role, and says at the field that she has it already", async () => {
  const message = "Grace Okafor has this role already.";
  const calls = answering({
    ...proof,
    [GET]: { body: aTeam() },
    "POST /api/staff/team/person-1/roles": [
      { status: 409, body: { code: "has_role", title: "Not done", detail: message, status: 409, errors: [{ field: "role", message }] } },
      { status: 201, body: aTeam() },
    ],
  });
  open("/staff/team/person-1");
  fireEvent.click(await screen.findByRole("button", { name: "Add a role" }));
  fireEvent.click(screen.getByLabelText(/^Coordinator/));
  fireEvent.change(screen.getByLabelText("Where"), { target: { value: "0" } });
  const form = within(screen.getByRole("form", { name: "Add a role" }));
  fireEvent.click(form.getByRole("button", { name: "Confirm that it is you" }));
  fireEvent.input(await form.findByLabelText("Code from the mail"), { target: { value: "12345678" } });
  fireEvent.click(form.getByRole("button", { name: "Add a role" }));
  expect((await form.findAllByText(message)).length).toBe(2);
  fireEvent.click(form.getByLabelText(/^Monitor/));
  fireEvent.click(form.getByRole("button", { name: "Add a role" }));
  await waitFor(() => expect(screen.queryByRole("form", { name: "Add a role" })).toBeNull());
  expect(calls.findLast(({ path }) => path.endsWith("/roles"))?.body).toMatchObject({ role: "monitor", site_id: null });
});

it("resets a sign-in with a reason and gives the code to hand over", async () => {
  const invitation = anInvitation({ name: "Grace Okafor", email: "grace@example.org", reason: "Lost the phone" });
  const team = aTeam({ invitations: [invitation] });
  answering({
    ...proof,
    [GET]: [{ body: aTeam() }, { body: team }],
    "POST /api/staff/team/person-1/reset": { status: 201, body: aWayIn({ team }) },
  });
  const { container } = open("/staff/team/person-1");
  fireEvent.click(await screen.findByRole("button", { name: "Reset the sign-in" }));
  type("Reason", "Lost the phone");
  await confirmed("Reset and make the code");
  await screen.findByText(CODE);
  expect(screen.getByText(/No mail holds this code/)).toBeTruthy();
  expect(screen.getByText("A new way in. Reason: Lost the phone")).toBeTruthy();
  await accessible(container);
});

it("offers an administrator neither a role nor a reset for herself", async () => {
  const people: Team["people"] = [aColleague({ herself: true, roles: [aRole({ role: "admin", site: null, site_id: null })] })];
  answering({ [GET]: { body: aTeam({ people }) } });
  open("/staff/team/person-1");
  await screen.findByText("Only another administrator can give you a role.");
  expect(screen.queryByRole("button", { name: /Add a role|Reset/ })).toBeNull();
  expect(screen.getByRole("link", { name: "your account" })).toBeTruthy();
});

it("says that a person at an old address is not here any more", async () => {
  answering({ [GET]: { body: aTeam() } });
  open("/staff/team/gone");
  await screen.findByRole("heading", { level: 2, name: "Not on this team" });
});
