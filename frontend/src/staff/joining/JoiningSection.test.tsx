import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import { accessible, answering, aParticipant, atTheDesk, show } from "../testing";
import { JoiningSection } from "./JoiningSection";
import { aJoining, aMade, anInvitation, PERSON } from "./testing";

const GET = `GET ${PERSON}/joining`;
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const open = () => show(<JoiningSection participant={aParticipant({ joined: false })} />);

beforeEach(() => atTheDesk());

it("makes a code for a letter and shows it this once, large", async () => {
  const calls = answering({
    [GET]: [{ body: aJoining() }, { body: aJoining({ invitations: [anInvitation()] }) }],
    [`POST ${PERSON}/invitations`]: { status: 201, body: aMade() },
  });
  const { container } = open();
  await screen.findByText("Nobody has invited Eleanor Whitfield yet.");
  press("Invite");
  press("Make the code");
  expect(screen.getAllByText("Choose how the code gets there.").length).toBeGreaterThan(0);
  fireEvent.click(screen.getByLabelText(/^By letter/));
  press("Make the code");
  await screen.findByText("7K3M-9QXT-4B2D");
  expect(calls.find(({ method }) => method === "POST")?.body).toMatchObject({ way: "letter", email: null });
  expect(screen.getByText(/Invited .* by letter, by Grace Okafor/)).toBeTruthy();
  await accessible(container);
  press("Done, hide the code");
  expect(screen.queryByText("7K3M-9QXT-4B2D")).toBeNull();
});

it("asks for an address where the code goes by mail and none is noted", async () => {
  const calls = answering({ [GET]: { body: aJoining({ email: "" }) } });
  open();
  fireEvent.click(await screen.findByRole("button", { name: "Invite" }));
  fireEvent.click(screen.getByLabelText(/^By e-mail/));
  press("Make the code");
  expect(screen.getAllByText("Enter an e-mail, for example name@example.org.").length).toBeGreaterThan(0);
  expect(calls.filter(({ method }) => method === "POST")).toEqual([]);
});

it("says that a code which was told before cannot be shown again", async () => {
  answering({
    [GET]: { body: aJoining({ invitations: [anInvitation()] }) },
    [`POST ${PERSON}/invitations`]: { status: 201, body: aMade({ code: null, link: null }) },
  });
  open();
  fireEvent.click(await screen.findByRole("button", { name: "Invite again" }));
  fireEvent.click(screen.getByLabelText(/^By phone/));
  press("Make the code");
  await screen.findByText(/cannot be shown again/);
});

it("takes an invitation back", async () => {
  const calls = answering({
    [GET]: [
      { body: aJoining({ invitations: [anInvitation()] }) },
      { body: aJoining({ invitations: [anInvitation({ status: "revoked" })] }) },
    ],
    [`POST ${PERSON}/invitations/invitation-1/revoke`]: { body: aJoining() },
  });
  open();
  fireEvent.click(await screen.findByRole("button", { name: "Take back" }));
  await screen.findByText(/Taken back/);
  expect(calls.some(({ path }) => path.endsWith("/revoke"))).toBe(true);
});

const aTicket = {
  id: "step-1",
  email: "g•••@example.org",
  methods: ["password"],
  mailed: false,
  passkey: null,
  expires_in_seconds: 600,
  resend_in_seconds: 60,
};

it("gives a new way in only with a check, a reason and a way for the code", async () => {
  const joined = aJoining({ joined_at: "2026-12-01T15:00:00Z", may_reset: true, version: 7 });
  const calls = answering({
    [GET]: { body: joined },
    [`POST ${PERSON}/recovery`]: { status: 201, body: aMade() },
    "POST /api/step-up": { status: 202, body: aTicket },
    "POST /api/step-up/step-1": { body: { id: "step-1", expires_in_seconds: 300 } },
  });
  const { container } = open();
  fireEvent.click(await screen.findByRole("button", { name: "Give a new way in" }));
  press("Confirm that it is you");
  const links = screen.getAllByRole("link").map((link) => link.getAttribute("href"));
  expect(links).toEqual(["#reset-identity", "#reset-reason", "#joining-way"]);
  await accessible(container);
  fireEvent.click(screen.getByLabelText("In person"));
  fireEvent.click(screen.getByLabelText(/^By phone/));
  fireEvent.input(screen.getByLabelText("Reason"), { target: { value: "Lost her phone" } });
  press("Confirm that it is you");
  fireEvent.input(await screen.findByLabelText("Password"), { target: { value: "her own long words" } });
  press("Sign out everywhere and make the code");
  await screen.findByText("7K3M-9QXT-4B2D");
  const sent = calls.find(({ path }) => path.endsWith("/recovery"))?.body;
  expect(sent).toMatchObject({ step_up: "step-1", identity: "in_person", reason: "Lost her phone", way: "phone", version: 7 });
});

it("offers no new way in where another desk has the say, and nothing to who only reads", async () => {
  answering({ [GET]: { body: aJoining({ joined_at: "2026-12-01T15:00:00Z" }) } });
  const first = open();
  await screen.findByText(/cannot be changed from here/);
  first.unmount();
  await atTheDesk(["participants.read"]);
  answering({ [GET]: { body: aJoining({ invitations: [anInvitation()] }) } });
  open();
  await screen.findByText("Not joined yet");
  expect(screen.queryAllByRole("button")).toEqual([]);
});

it("makes the letter as a file to save, with the code that is on the screen", async () => {
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:letter", revokeObjectURL: () => undefined }));
  const calls = answering({
    [GET]: { body: aJoining() },
    [`POST ${PERSON}/invitations`]: { status: 201, body: aMade() },
    [`POST ${PERSON}/invitations/invitation-1/letter`]: { body: "%PDF" },
  });
  open();
  fireEvent.click(await screen.findByRole("button", { name: "Invite" }));
  fireEvent.click(screen.getByLabelText(/^By letter/));
  press("Make the code");
  fireEvent.click(await screen.findByRole("button", { name: "Make the letter (PDF)" }));
  const link = await screen.findByRole("link", { name: "Save or print the letter" });
  expect([link.getAttribute("href"), link.getAttribute("download")]).toEqual(["blob:letter", "FH-001.pdf"]);
  await waitFor(() => expect(calls.at(-1)?.body).toEqual({ code: "7K3M-9QXT-4B2D" }));
});
