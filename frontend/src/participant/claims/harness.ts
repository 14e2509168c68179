/** What the tests of these pages do over and over: a server, a person who taps, and photos. */
import { fireEvent, screen, waitFor } from "@testing-library/preact";

import type { NewClaim, Travel } from "../../api";
import { type Language, loadClaims } from "../../i18n";
import { startOutbox, wipeOutbox } from "../../offline/outbox";
import { wipe } from "../../offline/store";
import { forgetAll } from "../data/resource";
import { aHelp, answering, aSession, inside } from "../testing";
import { aClaim, aTravel } from "./testing";

export type Replies = Parameters<typeof answering>[0];
export const SEND = "POST /api/me/claims";

/** A server with this travel money, that takes a claim; `more` changes or adds answers, also later. */
export function serving(travel: Partial<Travel> = {}, more: Replies = {}) {
  return answering({
    "GET /api/me/travel": { body: aTravel(travel) },
    "GET /api/me/help": { body: aHelp() },
    "GET /api/session": { body: aSession() },
    [SEND]: { body: aClaim() },
    ...more,
  });
}

export const OFFLINE: Replies = {
  ...{ "GET /api/me/travel": "offline", "GET /api/me/help": "offline", "GET /api/session": "offline", [SEND]: "offline" },
};

/** A phone without anything on it, on which Eleanor is signed in. Returns the end of it. */
export async function fresh(address: string, language: Language = "en"): Promise<() => void> {
  history.replaceState(null, "", address);
  forgetAll(); // first, so that no test before this one still writes
  await wipeOutbox();
  await wipe();
  await inside(language);
  await loadClaims();
  return startOutbox("me");
}

export const heading = (name: string | RegExp, level = 1) => screen.findByRole("heading", { level, name });
export const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
export const follow = (name: string | RegExp) => fireEvent.click(screen.getByRole("link", { name }));
export const choose = (name: string | RegExp) => fireEvent.click(screen.getByRole("radio", { name }));
export const text = () => document.body.textContent.replace(/[\u00a0\u202f]/g, " ");

export function type(name: string | RegExp, value: string) {
  fireEvent.input(screen.getByRole("textbox", { name }), { target: { value } });
}

/** Chooses files in the field behind a button. */
export function pick(label: string, ...files: File[]) {
  fireEvent.change(screen.getByLabelText(label, { selector: "input" }), { target: { files } });
}

export const photo = (name = "receipt.jpg") => new File(["photo"], name, { type: "image/jpeg" });

/** What was sent to be a claim. */
export const sent = (calls: ReturnType<typeof answering>) =>
  calls.filter(({ method, path }) => method === "POST" && path === "/api/me/claims").map(({ body }) => body as NewClaim);

/** From the list of what can be paid for to the end of a parking receipt with a photo. */
export async function addParking(amount = "12.50") {
  await heading(/What (else )?did you pay for/);
  press(/^Parking/);
  await heading("On which day was it?");
  press("Next");
  await heading("How much did you pay?");
  type("Amount in USD", amount);
  press("Next");
  await heading("Add the receipt");
  pick("Take a photo", photo());
  await screen.findByRole("button", { name: "Look at receipt 1" });
  press("Next");
  await heading("Your claim for Month 6");
}

export const review = async () => {
  press("Continue to send");
  await heading("Look at your claim");
};

export const soon = waitFor;
