import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { accessible, atTheDesk } from "../testing";
import { dropDraft } from "./drafts";
import { aFile, aMessage, aThread, aThreadRow, coordinator, fromTeam } from "./testing";
import { key, open, sent } from "./testPanel";

const ONE = "GET /api/staff/threads/thread-1";

beforeEach(async () => {
  dropDraft("thread-1");
  await atTheDesk(coordinator);
});

it("shows who wrote what, notes apart, what was read, and another language", async () => {
  const { container } = open(
    aThread({
      participant: { ...aThreadRow().participant, language: "es" },
      last_number: 4,
      messages: [
        aMessage({ text: "<img src=x> ¿Puedo?", language: "es" }),
        fromTeam({ read: true }),
        fromTeam({ id: "message-3", number: 3, kind: "note", text: "Call before Tuesday." }),
        fromTeam({ id: "message-4", number: 4, read: false, corrects: "message-2", text: "Of course, on Tuesday." }),
      ],
    }),
  );
  const conversation = await screen.findByRole("region", { name: "Conversation" });
  const items = within(conversation).getAllByRole("listitem");
  expect(items.map((one) => one.dataset.kind)).toEqual(["from_person", "from_team", "note", "from_team"]);
  expect(items[0]?.textContent).toContain("<img src=x> ¿Puedo?");
  expect(items[0]?.textContent).toContain("In Spanish");
  expect(items[1]?.textContent).toContain("Read by Eleanor Whitfield");
  expect(items[1]?.textContent).toContain("Corrected below");
  expect(items[2]?.textContent).toContain("Note for the team, never shown to the participant");
  expect(items[3]?.textContent).toContain("Not read yet");
  expect(items[3]?.textContent).toMatch(/Corrects the message of/);
  expect(conversation.querySelector("img")).toBeNull();
  await accessible(container);
});

it("says who acts next and who has it", async () => {
  open(aThread({ overdue: true, visit: { id: "visit-1", name: "Monitoring visit", day: "2027-03-10" } }));
  expect(await screen.findByText(/^Eleanor Whitfield has waited since .* Answer now\.$/)).toBeTruthy();
  expect(screen.getByRole("link", { name: /^Monitoring visit, / }).getAttribute("href")).toBe("/staff/visits/visit-1");
});

it("looks at pictures and pages large, and saves them", async () => {
  const { container } = open(aThread({ messages: [aMessage({ files: [aFile()] })] }));
  fireEvent.click(await screen.findByRole("button", { name: "Look at letter.pdf" }));
  const full = screen.getByRole("dialog", { name: "File" });
  expect(full.querySelector("img")?.getAttribute("src")).toBe("/api/staff/message-files/file-1/picture?page=1");
  expect(within(full).getByText("Page 1 of 2")).toBeTruthy();
  expect(within(full).getByRole("link", { name: "Save the file" }).getAttribute("href")).toBe(
    "/api/staff/message-files/file-1/file",
  );
  await accessible(container);
});

it.each([
  ["has no account", { reaches_phone: false }, /^Nobody can read this on a phone: .*\+1 305 555 0141$/],
  ["has neither account nor phone", { reaches_phone: false, phone: null }, /there is no phone number\.$/],
  [
    "left the study",
    { participant: { ...aThreadRow().participant, status: "withdrawn" as const } },
    /^Eleanor Whitfield left the study\./,
  ],
])("says above the answer that a person %s", async (_, change, words) => {
  open(aThread(change));
  expect(await screen.findByText(words)).toBeTruthy();
});

it("offers no answer to a care partner who helps no more, and says to whom to write", async () => {
  const participant = { ...aThreadRow().participant, partner: "Anna Whitfield" };
  const { container } = open(aThread({ participant, reaches_phone: false }));
  await screen.findByText("Anna Whitfield no longer helps Eleanor Whitfield and reads nothing here.");
  expect(screen.getByText("Write to Eleanor Whitfield if it still matters, then close this.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Reply" })).toBeNull();
  expect(screen.getByRole("button", { name: "Note for the team" })).toBeTruthy();
  await accessible(container);
});

it("shows a monitor everything and offers nothing to do", async () => {
  const { container } = open(aThread({ may_write: false, others: [aThreadRow({ id: "thread-2" })] }));
  expect(await screen.findByText("You may read this. Answering is for the team of the site.")).toBeTruthy();
  expect(screen.getAllByRole("button").map((one) => one.getAttribute("aria-label"))).toEqual(["Close panel"]);
  key("r");
  expect(screen.queryByLabelText("Your answer")).toBeNull();
  await accessible(container);
});

it("tells the server once how far was read, and keeps what was new marked", async () => {
  const READ = "POST /api/staff/threads/thread-1/read";
  const { calls } = open(aThread(), {
    [ONE]: [{ body: aThread({ unread: 1 }) }, { body: aThread() }],
    [READ]: { body: aThread() },
  });
  expect(await screen.findByText("New")).toBeTruthy();
  await waitFor(() => expect(sent(calls, "/read").map(({ body }) => body)).toEqual([{ through: "message-1" }]));
  await waitFor(() => expect(calls.filter(({ method }) => method === "GET").length).toBeGreaterThan(1));
  expect(screen.getByText("New")).toBeTruthy();
});

it("fetches older messages until the one that was searched for is there", async () => {
  const old = aMessage({ id: "message-0", text: "Long ago" });
  const page = aThread({ messages: [aMessage({ id: "message-5", number: 5 })], more: true });
  open(page, { [ONE]: [{ body: page }, { body: aThread({ messages: [old], more: false }) }] }, "message-0");
  const found = (await screen.findByText("Long ago")).closest("li");
  expect(found?.dataset.found).toBe("true");
  await waitFor(() => expect(document.activeElement).toBe(found));
  expect(screen.queryByRole("button", { name: "Show older messages" })).toBeNull();
});
