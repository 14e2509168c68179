import { act, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import { uploading } from "../../api/testing";
import { pressed } from "../shell/keys";
import { accessible, answering, atTheDesk, type Call, show, stale } from "../testing";
import type { Thread } from "./data";
import { dropDraft } from "./drafts";
import { ThreadPanel } from "./ThreadPanel";
import { aFile, aMessage, aThread, aThreadRow, coordinator, fromTeam, replies } from "./testing";

const ONE = "GET /api/staff/threads/thread-1";
const REPLIES = "GET /api/staff/threads/thread-1/replies";
const SEND = "POST /api/staff/threads/thread-1/messages";
const ASSIGN = "POST /api/staff/threads/thread-1/assignee";
const LABEL = "POST /api/staff/threads/thread-1/labels";

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const type = (text: string) => fireEvent.input(screen.getByLabelText("Your answer"), { target: { value: text } });
const field = () => screen.getByLabelText<HTMLTextAreaElement>("Your answer");
const sent = (calls: Call[], end: string) => calls.filter(({ method, path }) => method === "POST" && path.endsWith(end));
const key = (name: string) => {
  const event = new KeyboardEvent("keydown", { key: name, cancelable: true });
  Object.defineProperty(event, "target", { value: document.body });
  void act(() => void pressed(event));
};

function open(thread: Thread, routes: Parameters<typeof answering>[0] = {}, at = "") {
  const calls = answering({ [ONE]: { body: thread }, [REPLIES]: { body: replies }, ...routes });
  const onGo = vi.fn();
  const shown = show(<ThreadPanel id="thread-1" at={at} onClose={() => {}} onGo={onGo} />);
  return { calls, onGo, ...shown };
}

async function writing(thread: Thread, routes: Parameters<typeof answering>[0] = {}) {
  const shown = open(thread, routes);
  fireEvent.click(await screen.findByRole("button", { name: "Reply" }));
  await screen.findByLabelText("Prepared reply");
  return shown;
}

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

it("sends an answer with what was on the screen, and keeps nothing of it", async () => {
  const { calls } = await writing(aThread({ last_number: 7 }), { [SEND]: { body: aThread() } });
  type("Of course.");
  press("Send");
  await screen.findByRole("button", { name: "Reply" });
  const [call] = sent(calls, "/messages");
  expect(call?.body).toMatchObject({ text: "Of course.", note: false, close: false, seen: 7, files: [], corrects: null });
});

it("asks for words or a file before it sends", async () => {
  const { calls, container } = await writing(aThread());
  press("Send");
  expect(await screen.findByRole("link", { name: "Write something, or add a file." })).toBeTruthy();
  expect(sent(calls, "/messages")).toEqual([]);
  await accessible(container);
});

it("puts a prepared reply in in her language, turns it into the other, and wants every place filled in", async () => {
  const { calls, container } = await writing(aThread());
  fireEvent.change(screen.getByLabelText("Prepared reply"), { target: { value: "thank_you" } });
  expect(field().value).toBe("");
  press("Put in");
  expect(field().value).toBe("Estimada Eleanor:\ngracias.");
  fireEvent.change(screen.getByLabelText("Language"), { target: { value: "en" } });
  expect(field().value).toBe("Dear Eleanor,\nthank you.");
  fireEvent.change(screen.getByLabelText("Prepared reply"), { target: { value: "visit_reminder" } });
  press("Put in");
  expect(field().value).toBe("You come on {visit_day}.");
  press("Show day of the next visit");
  expect(field().value.slice(field().selectionStart, field().selectionEnd)).toBe("{visit_day}");
  press("Send");
  expect(await screen.findByRole("link", { name: /\{visit_day\}/ })).toBeTruthy();
  expect(sent(calls, "/messages")).toEqual([]);
  await accessible(container);
  type("You come on Tuesday.");
  expect(screen.queryByRole("button", { name: "Show day of the next visit" })).toBeNull();
});

it("keeps what is typed when the panel is closed, and until it is discarded", async () => {
  const first = await writing(aThread());
  type("Dear Eleanor");
  first.unmount();
  open(aThread());
  await waitFor(() => expect(field().value).toBe("Dear Eleanor"));
  press("Put aside");
  expect(await screen.findByRole("button", { name: "Go on writing" })).toBeTruthy();
  key("r");
  await waitFor(() => expect(field().value).toBe("Dear Eleanor"));
  press("Discard");
  expect(await screen.findByRole("button", { name: "Reply" })).toBeTruthy();
});

it("shows the answer of a colleague who was faster, and keeps the text", async () => {
  const meanwhile = aThread({ last_number: 2, messages: [aMessage(), fromTeam({ text: "I took care of it." })] });
  const problem = { code: "answered_meanwhile", title: "Answered", detail: "Helen Marsh answered.", status: 409 };
  const { calls } = await writing(aThread(), {
    [ONE]: [{ body: aThread() }, { body: meanwhile }],
    [SEND]: [{ status: 409, body: problem }, { body: aThread() }],
  });
  type("Of course.");
  press("Send");
  expect(await screen.findByText("Helen Marsh answered.")).toBeTruthy();
  expect(await screen.findByText("I took care of it.")).toBeTruthy();
  expect(screen.getByText(/^Helen Marsh answered while you were writing\./)).toBeTruthy();
  expect(field().value).toBe("Of course.");
  await waitFor(() => expect(screen.getByRole("button", { name: "Send" }).ariaDisabled).not.toBe("true"));
  press("Send");
  await waitFor(() => expect(sent(calls, "/messages").map(({ body }) => (body as { seen: number }).seen)).toEqual([1, 2]));
  const ids = sent(calls, "/messages").map(({ body }) => (body as { id: string }).id);
  expect(ids[0]).toBe(ids[1]);
});

it("keeps the text without a connection", async () => {
  await writing(aThread());
  type("Of course.");
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  press("Send and close");
  expect((await screen.findAllByRole("alert"))[0]?.textContent).toContain("No connection");
  expect(field().value).toBe("Of course.");
});

it("writes a note that only the team sees, without prepared replies", async () => {
  const { calls } = open(aThread(), { [SEND]: { body: aThread() } });
  fireEvent.click(await screen.findByRole("button", { name: "Note for the team" }));
  expect(screen.queryByLabelText("Prepared reply")).toBeNull();
  fireEvent.input(screen.getByLabelText("Your note"), { target: { value: "Call {visit_day}" } });
  press("Save note");
  await waitFor(() => expect(sent(calls, "/messages")[0]?.body).toMatchObject({ text: "Call {visit_day}", note: true }));
});

it("hands a file in at once and names it in the message", async () => {
  const uploads = uploading(() => ({ body: aFile() }));
  const { calls } = await writing(aThread(), { [SEND]: { body: aThread() } });
  const file = new File(["x"], "letter.pdf", { type: "application/pdf" });
  fireEvent.change(screen.getByLabelText("Add a picture or PDF"), { target: { files: [file] } });
  const list = await screen.findByRole("list", { name: "Files of this message" });
  await within(list).findByText("2 pages");
  press("Send");
  await waitFor(() => expect(sent(calls, "/messages")).toHaveLength(1));
  const id = uploads[0]?.path.split("/").at(-1);
  expect(uploads[0]?.path).toBe(`/api/staff/participants/person-1/message-files/${id}`);
  expect(sent(calls, "/messages")[0]?.body).toMatchObject({ text: "", files: [id] });
});

it("says why a file was refused, and sends nothing while it is there", async () => {
  uploading(() => ({
    status: 422,
    body: { code: "file_kind", title: "No", status: 422, errors: [{ field: "file", message: "Add a picture or a PDF." }] },
  }));
  const { calls } = await writing(aThread());
  const file = new File(["x"], "run.exe");
  fireEvent.change(screen.getByLabelText("Add a picture or PDF"), { target: { files: [file] } });
  expect(await screen.findByText("Add a picture or a PDF.")).toBeTruthy();
  type("Here it is.");
  press("Send");
  expect(await screen.findByRole("link", { name: /did not arrive/ })).toBeTruthy();
  expect(sent(calls, "/messages")).toEqual([]);
  press("Remove run.exe");
  expect(screen.queryByText("Add a picture or a PDF.")).toBeNull();
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

it("takes it, hands it over to a colleague, and gives it back", async () => {
  const { calls, container } = open(aThread({ mine: true, assigned: { id: "staff-1", name: "Grace Okafor", left: false } }), {
    [ASSIGN]: { body: aThread() },
  });
  fireEvent.click(await screen.findByRole("button", { name: "Hand over" }));
  const form = screen.getByRole("form", { name: "Hand over" });
  fireEvent.click(within(form).getByRole("button", { name: "Hand over" }));
  expect(await screen.findByRole("link", { name: "Choose to whom." })).toBeTruthy();
  await accessible(container);
  const select = screen.getByLabelText("To whom");
  expect(within(select).getAllByRole("option").map(({ textContent }) => textContent)).toEqual(["Choose", "Helen Marsh"]);
  fireEvent.change(select, { target: { value: "staff-2" } });
  fireEvent.click(within(form).getByRole("button", { name: "Hand over" }));
  fireEvent.click(await screen.findByRole("button", { name: "Give back" }));
  await waitFor(() =>
    expect(sent(calls, "/assignee").map(({ body }) => body)).toEqual([
      { version: 3, account_id: "staff-2" },
      { version: 3, account_id: null },
    ]),
  );
});

it("tells of a colleague's change and takes it only when asked again", async () => {
  const theirs = aThread({ version: 9, assigned: { id: "staff-2", name: "Helen Marsh", left: false } });
  const { calls } = open(aThread(), {
    [ONE]: [{ body: aThread() }, { body: theirs }],
    [ASSIGN]: [stale, { body: theirs }],
  });
  fireEvent.click(await screen.findByRole("button", { name: "Take" }));
  expect(await screen.findByText(/Who has it: Helen Marsh\.$/)).toBeTruthy();
  press("Apply mine again");
  await waitFor(() =>
    expect(sent(calls, "/assignee").map(({ body }) => body)).toEqual([
      { version: 3, account_id: "staff-1" },
      { version: 9, account_id: "staff-1" },
    ]),
  );
});

it("links it to a visit, and marks what needs translation", async () => {
  const { calls } = open(aThread(), { [LABEL]: { body: aThread() } });
  fireEvent.click(await screen.findByRole("button", { name: "Needs translation" }));
  await waitFor(() => expect(sent(calls, "/labels")).toHaveLength(1));
  press("Topic or link");
  fireEvent.change(screen.getByLabelText("Visit"), { target: { value: "visit-1" } });
  fireEvent.change(screen.getByLabelText("Topic"), { target: { value: "health" } });
  press("Save");
  await waitFor(() =>
    expect(sent(calls, "/labels").map(({ body }) => body)).toEqual([
      { version: 3, topic: "visit", visit_id: null, claim_id: null, needs_translation: true },
      { version: 3, topic: "health", visit_id: "visit-1", claim_id: null, needs_translation: false },
    ]),
  );
});

it("joins it with another open one of the same person, after a second look", async () => {
  const other = aThreadRow({ id: "thread-2", topic_label: "How I feel", last: null });
  const closed = aThreadRow({ id: "thread-3", status: "closed" });
  const MERGE = "POST /api/staff/threads/thread-1/merge";
  const { calls, onGo, container } = open(aThread({ others: [other, closed] }), { [MERGE]: { body: aThread({ id: "thread-2" }) } });
  fireEvent.click(await screen.findByRole("button", { name: "Join" }));
  expect(screen.getAllByRole("radio")).toHaveLength(1);
  press("Continue");
  expect(await screen.findByRole("link", { name: "Choose a conversation." })).toBeTruthy();
  fireEvent.click(screen.getByRole("radio"));
  press("Continue");
  expect(screen.getByText(/^All messages will stand in “How I feel, begun Thu 7 Jan/)).toBeTruthy();
  expect(sent(calls, "/merge")).toEqual([]);
  await accessible(container);
  press("Join them");
  await waitFor(() => expect(onGo).toHaveBeenCalledWith("thread-2"));
  expect(sent(calls, "/merge")[0]?.body).toEqual({ version: 3, into: "thread-2" });
});

it.each([
  ["has no account", { has_account: false }, /^Nobody can read this on a phone: .*\+1 305 555 0141$/],
  ["has neither account nor phone", { has_account: false, phone: null }, /there is no phone number\.$/],
  [
    "left the study",
    { participant: { ...aThreadRow().participant, status: "withdrawn" as const } },
    /^Eleanor Whitfield left the study\./,
  ],
])("says above the answer that a person %s", async (_, change, words) => {
  open(aThread(change));
  expect(await screen.findByText(words)).toBeTruthy();
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

it("corrects one's own message, and both stay in sight", async () => {
  const mine = fromTeam({ mine: true, author: "Grace Okafor", text: "On Tuesday." });
  const { calls } = open(aThread({ last_number: 2, messages: [aMessage(), mine] }), { [SEND]: { body: aThread() } });
  fireEvent.click(await screen.findByRole("button", { name: "Correct" }));
  expect(field().value).toBe("On Tuesday.");
  type("On Thursday.");
  press("Send");
  await waitFor(() =>
    expect(sent(calls, "/messages")[0]?.body).toMatchObject({ corrects: "message-2", text: "On Thursday.", note: false }),
  );
});
