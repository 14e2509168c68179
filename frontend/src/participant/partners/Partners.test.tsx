import "fake-indexeddb/auto";

import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { loadHelpers, loadSymptoms } from "../../i18n";
import { wipe } from "../../offline/store";
import { forgetAll } from "../data/resource";
import { enter, sessionEnded, standing } from "../data/session";
import CheckInPages from "../symptoms/CheckInPages";
import { accessible, answering, aSession, inside, show } from "../testing";
import type { Partners } from "./data";
import HelpersPages from "./HelpersPages";
import HelpingPage from "./HelpingPage";

const anna = { id: "anna", name: "Anna Lindqvist", since: "2099-02-01T12:00:00Z", may_read_check_ins: false, ended_at: null };
const peter = {
  ...{ id: "peter", name: "Peter", email: "peter@example.org", may_read_check_ins: false },
  ...{ made_at: "2099-03-01T12:00:00Z", last_day: "2099-03-15", expired: false },
};
const aList = (change: Partial<Partners> = {}): Partners => ({ partners: [anna], invited: [peter], most: 3, may_invite: true, ...change });
const ALL = "/api/me/care-partners";
const STEP_UP = {
  "POST /api/step-up": {
    status: 202,
    body: { id: "S", methods: ["email_code"], mailed: true, passkey: null, expires_in_seconds: 600, resend_in_seconds: 60, email: "e@example.org" },
  },
  "POST /api/step-up/S": { body: { id: "S", valid_until: "2099-03-05T12:10:00Z" } },
};
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });

async function confirm(action: string) {
  press("Send me a code");
  await screen.findByLabelText("Code from the mail");
  type("Code from the mail", "12345678");
  press(action);
}

function at(path: string) {
  history.replaceState(null, "", path);
  return show(<HelpersPages />);
}

const place = (id: string, name: string, reads = false) => ({
  ...{ id, name, role: "care_partner" as const, may_read_check_ins: reads, since: "2099-02-01T12:00:00Z" },
});
const helper = (...places: ReturnType<typeof place>[]) =>
  aSession({ roles: ["care_partner"], place: places[0] ?? null, places });

beforeEach(async () => {
  await wipe();
  forgetAll();
  await Promise.all([loadHelpers(), loadSymptoms()]);
  await inside("en");
});

it("lists who helps her, who is invited and who has helped", async () => {
  const former = { ...anna, id: "old", name: "Mia", ended_at: "2099-02-20T12:00:00Z" };
  answering({ [`GET ${ALL}`]: { body: aList({ partners: [anna, former] }) } });
  const { container } = at("/more/helpers");
  expect((await screen.findByRole("link", { name: /Anna Lindqvist/ })).textContent).toContain("Does not see your check-ins.");
  expect(screen.getByRole("link", { name: /Peter/ }).textContent).toContain("peter@example.org");
  expect(screen.getByText("Mia")).toBeTruthy();
  await accessible(container);
});

it("says why nobody more can be invited", async () => {
  answering({ [`GET ${ALL}`]: { body: aList({ most: 2, may_invite: false }) } });
  at("/more/helpers");
  expect(await screen.findByText(/Up to 2 people/)).toBeTruthy();
  expect(screen.queryByRole("link", { name: "Invite someone" })).toBeNull();
});

it("asks one question a page, and shows the code once", async () => {
  const calls = answering({ ...STEP_UP, [`POST ${ALL}/invitations`]: { status: 201, body: { ...aList(), code: "7K3M-9QXT-4B2D" } } });
  const { container } = at("/more/helpers/invite");
  press("Continue");
  expect(screen.getByText("Type the name of the person.")).toBeTruthy();
  type("Name", "Peter");
  press("Continue");
  await screen.findByRole("heading", { name: "Which email address does Peter have?" });
  press("Back");
  expect(screen.getByLabelText<HTMLInputElement>("Name").value).toBe("Peter");
  press("Continue");
  type("Email address", "peter@example.org");
  await accessible(container);
  press("Continue");
  fireEvent.click(screen.getByRole("radio", { name: /Yes/ }));
  await accessible(container);
  press("Continue");
  await accessible(container);
  await confirm("Send the invitation");
  expect(await screen.findByText("7K3M-9QXT-4B2D")).toBeTruthy();
  const sent = calls.find(({ path }) => path === `${ALL}/invitations`)?.body;
  expect(sent).toMatchObject({ name: "Peter", email: "peter@example.org", may_read_check_ins: true, step_up: "S" });
  await accessible(container);
});

it("leads back to the address where it is refused", async () => {
  const message = "This is your own address.";
  const problem = { title: "x", detail: message, code: "own_partner", status: 422, errors: [{ field: "email", message }] };
  answering({ ...STEP_UP, [`POST ${ALL}/invitations`]: { status: 422, body: problem } });
  at("/more/helpers/invite");
  type("Name", "Peter");
  press("Continue");
  type("Email address", "me@example.org");
  press("Continue");
  press("Continue");
  await confirm("Send the invitation");
  expect(await screen.findByText(message)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("Email address").value).toBe("me@example.org");
});

it("lets somebody read check-ins only after saying what that is", async () => {
  const allowed = { ...anna, may_read_check_ins: true };
  const calls = answering({
    ...STEP_UP,
    [`GET ${ALL}`]: { body: aList() },
    [`PUT ${ALL}/anna/check-ins`]: { body: aList({ partners: [allowed] }) },
  });
  const { container } = at("/more/helpers/anna");
  await screen.findByText("Anna Lindqvist does not see your check-ins.");
  await accessible(container);
  press("Allow reading my check-ins");
  expect(screen.getByText(/will then read all check-ins/)).toBeTruthy();
  await confirm("Allow reading my check-ins");
  expect(await screen.findByText("Anna Lindqvist may now read your check-ins.")).toBeTruthy();
  expect(calls.at(-1)?.body).toEqual({ may_read_check_ins: true, step_up: "S" });
});

it("ends it, and leads back to the list", async () => {
  answering({
    ...STEP_UP,
    [`GET ${ALL}`]: { body: aList() },
    [`POST ${ALL}/anna/end`]: { body: aList({ partners: [{ ...anna, ended_at: "2099-03-05T12:00:00Z" }] }) },
  });
  at("/more/helpers/anna");
  await screen.findByRole("heading", { name: "Anna Lindqvist" });
  press("End this help");
  await confirm("End it now");
  await waitFor(() => expect(location.pathname).toBe("/more/helpers"));
});

it("sends an invitation again and takes it back", async () => {
  answering({
    ...STEP_UP,
    [`GET ${ALL}`]: { body: aList() },
    [`POST ${ALL}/invitations/peter/renewal`]: { status: 201, body: { ...aList(), code: "AAAA-BBBB-CCCC" } },
  });
  const { container } = at("/more/helpers/invited/peter");
  await screen.findByRole("heading", { name: "Peter" });
  await accessible(container);
  press("Send the invitation again");
  await confirm("Send the invitation again");
  expect(await screen.findByText("AAAA-BBBB-CCCC")).toBeTruthy();
});

it("goes from one whom she helps to the next, and keeps nothing of the first", async () => {
  const ruth = place("r", "Ruth"), eleanor = place("e", "Eleanor");
  await inside("en", helper(ruth, eleanor));
  const after = { ...helper(ruth, eleanor), place: eleanor };
  answering({ "POST /api/account/places/e/choice": { body: after } });
  const { container } = show(<HelpingPage />);
  expect(screen.getByText("This is what you see now.")).toBeTruthy();
  await accessible(container);
  press("Go to Eleanor");
  await waitFor(() => expect(standing.value).toMatchObject({ kind: "in", session: { place: { id: "e" } } }));
});

it("says so where what she saw has ended, and lets her choose", async () => {
  await inside("en", { ...helper(place("r", "Ruth")), place: null });
  const { container } = show(<HelpingPage />);
  expect(screen.getByRole("heading", { name: "You no longer help this person" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Go to Ruth" })).toBeTruthy();
  await accessible(container);
});

it("stops helping, and says that it is over", async () => {
  await inside("en", helper(place("r", "Ruth")));
  const out = aSession({ account: null, roles: [], home: null, place: null, places: [], help_ended: true });
  answering({ "POST /api/account/places/r/end": { body: out } });
  show(<HelpingPage />);
  press("Stop helping Ruth");
  press("Stop helping");
  await waitFor(() => expect(standing.value).toMatchObject({ kind: "out", why: "helped" }));
});

it("tells a helper who was signed out by it why that is", async () => {
  await enter(helper(place("r", "Ruth")));
  sessionEnded("help_ended");
  expect(standing.value).toMatchObject({ kind: "out", why: "helped", session: { places: [] } });
});

const REPORTS = { "GET /api/me/check-ins/reports": { body: { reports: [], scales: [], visits: [] } } };

it("shows check-ins to who may read them, without a way to send one", async () => {
  await inside("en", helper(place("r", "Ruth", true)));
  const calls = answering(REPORTS);
  history.replaceState(null, "", "/check-in");
  const { container } = show(<CheckInPages />);
  expect(await screen.findByText("There is no check-in yet.")).toBeTruthy();
  expect(screen.getByText(/What Ruth told the team/)).toBeTruthy();
  expect(screen.queryAllByRole("button")).toEqual([]);
  expect(calls.map(({ path }) => path)).toEqual(["/api/me/check-ins/reports"]);
  await accessible(container);
});

it.each(["/check-in", "/check-in/reports", "/check-in/symptoms/pain"])("has no page %s for who may not", async (path) => {
  await inside("en", helper(place("r", "Ruth")));
  const calls = answering(REPORTS);
  history.replaceState(null, "", path);
  show(<CheckInPages />);
  expect(calls).toEqual([]);
  expect(screen.getAllByRole("heading").length).toBe(1);
});
