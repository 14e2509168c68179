import "fake-indexeddb/auto";

import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import type { SignInFactors } from "../../api";
import { loadPasskeys } from "../../i18n";
import { forgetAll } from "../data/resource";
import { standing } from "../data/session";
import DevicesPage from "../more/DevicesPage";
import { SignInPage } from "../signin/SignInPage";
import { accessible, answering, aSession, inside, nobody, show } from "../testing";
import PasskeyCard from "./PasskeyCard";

const FACTORS = "GET /api/account/factors";
const OPTIONS = "POST /api/account/passkeys/options";
const ADD = "POST /api/account/passkeys";
const raw = new Uint8Array([1, 2, 250]).buffer;
const made = { id: "AQL6", rawId: raw, type: "public-key", response: { clientDataJSON: raw, attestationObject: raw } };
const options = { challenge: "AQL6", user: { id: "AQL6" }, excludeCredentials: [] };
const aPasskey = { id: "p1", label: "iPhone, Safari", made_at: "2099-03-01T10:00:00Z", last_used_at: null };
const has = (change: Partial<SignInFactors> = {}): SignInFactors => ({
  password: null,
  app: null,
  recovery_codes_left: 0,
  passkeys: [],
  sign_on: null,
  staff: false,
  complete: false,
  may_change: true,
  step_up: false,
  ...change,
});
const one = has({ passkeys: [aPasskey], complete: true, step_up: true });
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const ask = vi.fn(() => Promise.resolve({ ...made, response: { clientDataJSON: raw, signature: raw } }));

beforeEach(async () => {
  localStorage.clear();
  forgetAll();
  await inside("en", aSession({ passkeys: true }));
  await loadPasskeys();
  vi.stubGlobal("PublicKeyCredential", () => undefined);
  const create = () => Promise.resolve(made);
  Object.defineProperty(navigator, "credentials", { configurable: true, value: { create, get: ask } });
});

it("offers a passkey on the sign-in page, and signs in with nothing typed", async () => {
  standing.value = { kind: "out", session: nobody({ passkeys: true }), why: "new" };
  const calls = answering({
    "POST /api/sign-in/passkey/options": { body: { id: "c", options: { challenge: "AQL6" } } },
    "POST /api/sign-in/passkey": { body: aSession() },
  });
  const { container } = show(<SignInPage session={nobody({ passkeys: true })} why="new" />);
  await screen.findByRole("button", { name: "Use a passkey" });
  await accessible(container);
  press("Use a passkey");
  await waitFor(() => expect(standing.value.kind).toBe("in"));
  expect(calls.at(-1)?.body).toMatchObject({ id: "c", credential: { response: { signature: "AQL6" } } });
});

it("offers none where the address or the device knows none", () => {
  show(<SignInPage session={nobody()} why="new" />);
  expect(screen.queryByRole("button", { name: "Use a passkey" })).toBeNull();
});

it("makes a first passkey with one tap, on the card of Today", async () => {
  const calls = answering({ [FACTORS]: { body: has() }, [OPTIONS]: { body: { id: "c", options } }, [ADD]: { body: one } });
  const { container } = show(<PasskeyCard />);
  await screen.findByText(/next time/);
  await accessible(container);
  press("Yes, set it up");
  await screen.findByText(/Next time you can sign in with this device/);
  expect(calls.at(-1)?.body).toMatchObject({ id: "c", credential: { response: { attestationObject: "AQL6" } } });
});

it("remembers a not now, and asks nobody who has a passkey", async () => {
  answering({ [FACTORS]: { body: has() } });
  const first = show(<PasskeyCard />);
  await screen.findByText(/next time/);
  press("Not now");
  expect(screen.getByText(/any time under More/)).toBeTruthy();
  first.unmount();
  const second = show(<PasskeyCard />);
  expect(second.container.textContent).toBe("");
});

it("removes a passkey after the passkey itself confirmed it", async () => {
  const ticket = { id: "t", methods: ["passkey", "email_code"], mailed: false, passkey: { challenge: "AQL6" } };
  const calls = answering({
    "GET /api/account/devices": { body: { devices: [] } },
    [FACTORS]: { body: one },
    "POST /api/step-up": { status: 202, body: { ...ticket, email: "e", expires_in_seconds: 600, resend_in_seconds: 60 } },
    "POST /api/step-up/t": { body: { id: "t", valid_until: "2099-03-01T10:10:00Z" } },
    "POST /api/account/passkeys/p1/removal": { body: has() },
  });
  const { container } = show(<DevicesPage />);
  await screen.findByText("iPhone, Safari");
  await accessible(container);
  press("Remove iPhone, Safari");
  await screen.findByText(/use your face/);
  press("Remove iPhone, Safari");
  await screen.findByText("iPhone, Safari was removed.");
  expect(calls.at(-1)?.body).toEqual({ step_up: "t" });
});

it("gives a passkey another name", async () => {
  const renamed = { ...one, passkeys: [{ ...aPasskey, label: "My phone" }] };
  answering({
    "GET /api/account/devices": { body: { devices: [] } },
    [FACTORS]: { body: one },
    "PATCH /api/account/passkeys/p1": { body: renamed },
  });
  show(<DevicesPage />);
  await screen.findByText("iPhone, Safari");
  press("Rename iPhone, Safari");
  fireEvent.input(screen.getByLabelText("Name"), { target: { value: "My phone" } });
  press("Save name");
  await screen.findByText("It is now called My phone.");
});
