import "fake-indexeddb/auto";

import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import ClaimsPages from "../claims/ClaimsPages";
import { aClaim, aTravel } from "../claims/testing";
import HelpSheet from "../help/HelpSheet";
import { accessible, aVisit, show } from "../testing";
import { VisitPage } from "../visit/VisitPage";
import { messages } from "./data";
import { fresh, heading, type Replies, serving } from "./harness";
import { aThread, NOW } from "./testing";

let stop = () => {};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  stop = await fresh("/travel/claims/claim-1");
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

const AROUND: Replies = {
  "GET /api/me/visits/visit-1": { body: aVisit() },
  "GET /api/me/travel": { body: aTravel({ claims: [aClaim()] }) },
};

async function known(taken: boolean) {
  serving({ taken }, aThread(), AROUND);
  await messages.refresh();
}

const pages = [
  ["a visit", () => <VisitPage id="visit-1" />, /^Monitoring visit/, "Write about this visit", "/messages/new?visit=visit-1"],
  ["a claim", () => <ClaimsPages />, /^Claim for/, "Write about this claim", "/messages/new?claim=claim-1"],
] as const;

it.each(pages)("leads from %s to writing about it", async (_name, page, title, label, address) => {
  await known(true);
  const { container } = show(page());
  await heading(title);
  expect((await screen.findByRole("link", { name: label })).getAttribute("href")).toBe(address);
  await accessible(container);
});

it.each(pages)("does not lead from %s to writing where the study takes no messages", async (_name, page, title, label) => {
  await known(false);
  show(page());
  await heading(title);
  expect(screen.queryByRole("link", { name: label })).toBeNull();
});

it("offers to write under Help, and closes it on the way", async () => {
  await known(true);
  const closed = vi.fn();
  const { container } = show(<HelpSheet open onClose={closed} />);
  const link = await screen.findByRole("link", { name: "Write to the team" });
  await accessible(container);
  fireEvent.click(link);
  await waitFor(() => expect(closed).toHaveBeenCalledOnce());
  expect(location.pathname).toBe("/messages/new");
});
