import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import type { Session } from "../../api";
import { me, session } from "../session/session";
import { App } from "../shell/App";
import { accessible, answering, atTheDesk } from "../testing";

const CODE = "7K3M-9QXT-4B2D";
const LOOK = "POST /api/join/look";
const MAIL = "POST /api/join/email";
const JOIN = "POST /api/join";
const nobody: Session = {
  account: null,
  roles: [],
  home: null,
  demo: false,
  study: null,
  languages: ["en"],
  place: null,
  places: [],
  help_ended: false,
  setting_up: false,
  passkeys: false,
  sign_on: null,
};
const invited = {
  kind: "staff",
  study: "Free-HER",
  site: "Bayside",
  invited_by: "Helen Ito",
  email: "a•••@example.org",
  asks_name: false,
};
const sent = { status: 202, body: { ticket: "t", expires_in_seconds: 600, resend_in_seconds: 60 } };
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });

async function arrive(address: string) {
  await atTheDesk();
  me.value = null;
  session.value = nobody;
  history.replaceState(null, "", address);
  return render(<App />);
}

beforeEach(() => vi.restoreAllMocks());

it("looks the code of the link up, and takes it out of the address", async () => {
  const calls = answering({ [LOOK]: { body: invited } });
  const { container } = await arrive(`/staff/join#${CODE}`);
  await screen.findByText("Helen Ito invites you to work on Free-HER, Bayside.");
  expect(calls[0]?.body).toEqual({ code: CODE });
  expect(location.hash).toBe("");
  await accessible(container);
});

it("lets her type the code, and says what is wrong with it", async () => {
  const detail = "There is no invitation with this code.";
  const wrong = { code: "invitation_unknown", title: "Wrong", detail, status: 422, errors: [{ field: "code", message: detail }] };
  answering({ [LOOK]: [{ status: 422, body: wrong }, { body: invited }] });
  const { container } = await arrive("/staff/join");
  press("Continue");
  expect(screen.getByText("Type the code of your invitation.")).toBeTruthy();
  type("Code of your invitation", CODE);
  press("Continue");
  await screen.findByText(detail);
  await accessible(container);
  press("Continue");
  await screen.findByText(/Helen Ito invites you/);
});

it("joins with the code from the mail, and goes on to her sign-in", async () => {
  const gone = vi.spyOn(location, "assign").mockImplementation(() => {});
  const account = { id: "1", name: "Ana", email: "ana@example.org", language: "en", time_zone: null };
  const calls = answering({ [LOOK]: { body: invited }, [MAIL]: sent, [JOIN]: { body: { ...nobody, account } } });
  const { container } = await arrive(`/staff/join#${CODE}`);
  await screen.findByText(/First confirm your e-mail address/);
  press("Send me a code");
  await screen.findByLabelText("Code from the mail");
  type("Code from the mail", "12");
  press("Join");
  expect(screen.getByText("The code has 8 digits; there are 2 here.")).toBeTruthy();
  await accessible(container);
  type("Code from the mail", "1234 5678");
  press("Join");
  await waitFor(() => expect(gone).toHaveBeenCalledWith("/staff/"));
  expect(calls.at(-1)?.body).toMatchObject({ code: CODE, ticket: "t", mail_code: "12345678" });
});

it("tells who has a sign-in already to use it", async () => {
  answering({ [LOOK]: { body: invited }, [MAIL]: sent, [JOIN]: { body: nobody } });
  const { container } = await arrive(`/staff/join#${CODE}`);
  await screen.findByText(/First confirm/);
  press("Send me a code");
  await screen.findByLabelText("Code from the mail");
  type("Code from the mail", "12345678");
  press("Join");
  await screen.findByText("You have joined");
  expect(screen.getByRole("link", { name: "Sign in" }).getAttribute("href")).toBe("/staff/");
  await accessible(container);
});

it("leads a participant's invitation to the app of participants", async () => {
  const gone = vi.spyOn(location, "assign").mockImplementation(() => {});
  answering({ [LOOK]: { body: { ...invited, kind: "participant" } } });
  await arrive(`/staff/join#${CODE}`);
  await waitFor(() => expect(gone).toHaveBeenCalledWith(`/join#${CODE}`));
});
