import "fake-indexeddb/auto";

import { screen, waitFor, within, fireEvent } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { ApiError, NetworkError } from "../../api";
import { dropBlob } from "../../offline/blobs";
import { flush, unsent } from "../../offline/outbox";
import * as rows from "../../offline/rows";
import { accessible, show } from "../testing";
import ClaimsPages from "./ClaimsPages";
import { travel } from "./data";
import { addParking, fresh, heading, OFFLINE, photo, pick, press, type Replies, review, SEND, sent, serving, text, type } from "./harness";
import { aClaim, NOW } from "./testing";

const server = vi.hoisted(() => ({ uploads: [] as string[], answer: (): Promise<Response> => Promise.resolve(Response.json({})) }));
vi.mock("../../api/upload", () => ({
  upload: (path: string) => {
    server.uploads.push(path);
    return server.answer();
  },
}));
vi.mock("../files/photo", async (original) => ({
  ...(await original<object>()),
  shrink: (file: File) => Promise.resolve({ blob: file, name: file.name, width: 1, height: 1 }),
}));

const taking = () => Promise.resolve(Response.json({}));
const offline = () => Promise.reject(new NetworkError());
const refusing = (detail: string) => () => Promise.reject(new ApiError({ title: "No", detail, code: "file_broken", status: 422 }));
const refusal = (field: string, message: string, code = "rule"): Replies => ({
  [SEND]: { status: 422, body: { title: "No", detail: message, code, status: 422, errors: [{ field, message }] } },
});

let stop = () => {};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  server.uploads = [];
  server.answer = taking;
  stop = await fresh("/travel/visits/visit-1");
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

/** A parking receipt with a photo, up to the moment it is sent. */
async function send() {
  show(<ClaimsPages />);
  await addParking();
  await review();
  press("Send claim");
}

it("says which photo is on its way, and lets her leave", async () => {
  const calls = serving();
  let finish = () => {};
  server.answer = () => new Promise((done) => (finish = () => done(Response.json({}))));
  await send();
  await heading("On its way to your study team");
  await waitFor(() => expect(text()).toContain("Sending: photo 1 of 1"));
  expect(screen.getByRole("progressbar").getAttribute("max")).toBe("1");
  expect(text()).toContain("You do not need to wait on this page.");
  await accessible(document.body);
  expect(sent(calls)).toEqual([]);
  await waitFor(() => expect(server.uploads).toHaveLength(1));
  finish();
  await heading("Sent to your study team");
  expect(sent(calls)).toHaveLength(1);
});

it("sends photo and claim by themselves when the connection is back, once", async () => {
  serving({}, { "GET /api/session": "offline" });
  server.answer = offline;
  await send();
  await heading("Kept on this phone, not sent yet");
  await accessible(document.body);
  const calls = serving();
  server.answer = taking;
  server.uploads = [];
  await flush(true);
  await heading("Sent to your study team");
  expect(server.uploads).toHaveLength(1);
  expect(sent(calls)).toHaveLength(1);
  expect(unsent.value).toEqual([]);
});

it("says who acts next as soon as the server has it", async () => {
  const calls = serving();
  await send();
  await waitFor(() => expect(sent(calls)).toHaveLength(1));
  const claim = aClaim({ id: sent(calls)[0]?.id ?? "" });
  await heading("Sent to your study team");
  serving({ claims: [claim] });
  await travel.renew();
  await waitFor(() => expect(text()).toContain("The team checks it by Wednesday 25 November. You need do nothing."));
  expect(screen.getByRole("link", { name: "Look at this claim" }).getAttribute("href")).toBe(`/travel/claims/${claim.id}`);
});

it("opens a refused claim at its line, says why, loses no photo, and sends it under the same id", async () => {
  const first = serving({}, refusal("lines.0.amount", "This amount cannot be right."));
  await send();
  await heading("This could not be taken");
  expect(text()).toContain("This amount cannot be right.");
  expect(text()).toContain("Nothing is lost");
  await accessible(document.body);
  const calls = serving();
  server.uploads = [];
  press("Put it right");
  await heading("How much did you pay?");
  expect(text()).toContain("This amount cannot be right.");
  expect(screen.getByRole<HTMLInputElement>("textbox").value).toBe("12.50");
  await accessible(document.body);
  type("Amount in USD", "13");
  press("Next");
  await heading("Parking");
  expect(screen.getByRole("link", { name: "Receipt 1 receipt" })).toBeTruthy();
  expect(text()).not.toContain("This amount cannot be right.");
  fireEvent.click(screen.getByRole("link", { name: "Done" }));
  await heading("Your claim for Month 6");
  await review();
  press("Send claim");
  await heading("Sent to your study team");
  const [again] = sent(calls);
  expect(again).toMatchObject({ id: sent(first)[0]?.id, round: 1, lines: [{ amount: 1300 }] });
  expect(again?.lines[0]?.receipts).toEqual(sent(first)[0]?.lines[0]?.receipts); // it was there already
  expect(server.uploads).toEqual([]);
});

it("leads to the photo that was refused, and sends another one", async () => {
  const calls = serving();
  server.answer = refusing("This file is damaged.");
  await send();
  await heading("This could not be taken");
  expect(text()).toContain("This file is damaged.");
  expect(sent(calls)).toEqual([]);
  server.answer = taking;
  server.uploads = [];
  press("Put it right");
  await heading("Add the receipt");
  press("Next");
  expect(await screen.findByText("One receipt could not be taken. Remove it and add it again.")).toBeTruthy();
  press("Remove receipt 1");
  pick("Take a photo", photo("better.jpg"));
  await screen.findByRole("button", { name: "Look at receipt 1" });
  press("Next");
  await heading("Parking");
  fireEvent.click(screen.getByRole("link", { name: "Done" }));
  await heading("Your claim for Month 6");
  await review();
  press("Send claim");
  await heading("Sent to your study team");
  expect(server.uploads).toHaveLength(1);
  expect(sent(calls)[0]?.lines[0]?.receipts).toHaveLength(1);
});

it("asks for the reason where the server finds that it is late", async () => {
  serving({}, refusal("late_reason", "The last day was Sunday. Say why it is late.", "claim_late"));
  await send();
  await heading("This could not be taken");
  press("Put it right");
  await heading("Why is the claim late?");
  expect(text()).toContain("The last day was Sunday. Say why it is late.");
});

it("tries again, or removes what cannot be put right, after asking", async () => {
  serving({}, refusal("id", "This claim was sent before with other content.", "claim_differs"));
  await send();
  await heading("This could not be taken");
  press("Try again");
  await heading("This could not be taken");
  press("Remove it from this phone");
  fireEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Remove it from this phone" }));
  await heading("Travel money");
  await waitFor(() => expect(unsent.value).toEqual([]));
});

it("shows under Travel money what is not sent and what was refused", async () => {
  serving({}, refusal("lines.0.amount", "This amount cannot be right."));
  await send();
  await heading("This could not be taken");
  fireEvent.click(screen.getByRole("link", { name: "To Travel money" }));
  await heading("Needs you", 2);
  expect(text()).toContain("This amount cannot be right.");
  expect(text()).not.toContain("Claim until"); // its visit is claimed for
  await accessible(document.body);
});

it("counts what is not sent yet towards the caps of the next claim", async () => {
  serving();
  const { unmount } = show(<ClaimsPages />);
  await heading("What did you pay for?");
  unmount();
  serving({}, OFFLINE);
  server.answer = offline;
  history.replaceState(null, "", "/travel/visits/visit-1");
  await send();
  await heading("Kept on this phone, not sent yet");
  history.pushState(null, "", "/travel/visits/visit-1");
  window.dispatchEvent(new PopStateEvent("popstate"));
  fireEvent.click(await screen.findByRole("button", { name: "Claim for something else" }));
  await addParking("30");
  await review();
  expect(text()).toContain("The study pays$27.50");
});

it("sends straight to the server from a phone that keeps nothing", async () => {
  vi.spyOn(rows, "writing").mockRejectedValue(new Error("off"));
  vi.spyOn(rows, "add").mockRejectedValue(new Error("off"));
  const calls = serving();
  show(<ClaimsPages />);
  await addParking();
  await review();
  press("Send claim");
  await heading("Sent to your study team");
  expect(server.uploads).toHaveLength(1);
  expect(sent(calls)).toHaveLength(1);
});

it("keeps the draft and says so when the phone is full and there is no connection", async () => {
  vi.spyOn(rows, "add").mockRejectedValue(new DOMException("full", "QuotaExceededError"));
  serving({}, { [SEND]: "offline" });
  server.answer = offline;
  await send();
  expect(await screen.findByText(/This phone has no room to keep it/)).toBeTruthy();
  await accessible(document.body);
  expect(screen.getByRole("button", { name: "Send claim" })).toBeTruthy();
});

it("warns that a photo is only in memory", async () => {
  vi.spyOn(rows, "writing").mockRejectedValue(new DOMException("full", "QuotaExceededError"));
  serving();
  show(<ClaimsPages />);
  await heading("What did you pay for?");
  press(/^Parking/);
  await heading("On which day was it?");
  press("Next");
  await heading("How much did you pay?");
  type("Amount in USD", "5");
  press("Next");
  await heading("Add the receipt");
  pick("Take a photo", photo());
  expect(await screen.findByText(/This phone has no room to keep the photo/)).toBeTruthy();
});

it("asks for a photo again that is no longer on the phone", async () => {
  const calls = serving();
  show(<ClaimsPages />);
  await addParking();
  const { draftOf } = await import("./draft");
  const draft = draftOf(location.pathname.split("/")[3] ?? "");
  await dropBlob(draft?.lines[0]?.receipts[0]?.id ?? "");
  await review();
  press("Send claim");
  expect(await screen.findByText("One receipt could not be taken. Remove it and add it again.")).toBeTruthy();
  expect(sent(calls)).toEqual([]);
  press("Send claim");
  await heading("Add the receipt");
});
