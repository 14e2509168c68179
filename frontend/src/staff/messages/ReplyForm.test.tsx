import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import { uploading } from "../../api/testing";
import { changed } from "../data/useLoad";
import { accessible, atTheDesk } from "../testing";
import { dropDraft } from "./drafts";
import { aFile, aMessage, aThread, coordinator, fromTeam } from "./testing";
import { field, key, open, press, sent, type, writing } from "./testPanel";

const ONE = "GET /api/staff/threads/thread-1";
const SEND = "POST /api/staff/threads/thread-1/messages";

beforeEach(async () => {
  dropDraft("thread-1");
  await atTheDesk(coordinator);
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
  expect(field().value).toBe("Of course.");
  await waitFor(() => expect(screen.getByRole("button", { name: "Send" }).ariaDisabled).not.toBe("true"));
  press("Send");
  await waitFor(() => expect(sent(calls, "/messages").map(({ body }) => (body as { seen: number }).seen)).toEqual([1, 2]));
  const ids = sent(calls, "/messages").map(({ body }) => (body as { id: string }).id);
  expect(ids[0]).toBe(ids[1]);
});

it("asks once more before it sends beside an answer that came in while one was writing", async () => {
  const both = [aMessage(), fromTeam({ text: "I took care of it." })];
  const problem = { code: "answered_meanwhile", title: "Answered", detail: "Helen Marsh answered.", status: 409 };
  const { calls } = await writing(aThread(), {
    [ONE]: [{ body: aThread() }, { body: aThread({ last_number: 2, messages: both }) }],
    [SEND]: [{ status: 409, body: problem }, { body: aThread() }],
  });
  type("Of course.");
  await changed();
  expect(await screen.findByText(/^Helen Marsh answered while you were writing\./)).toBeTruthy();
  press("Send");
  expect(await screen.findByText("Helen Marsh answered.")).toBeTruthy();
  await waitFor(() => expect(screen.queryByText(/^Helen Marsh answered while you were writing\./)).toBeNull());
  await waitFor(() => expect(screen.getByRole("button", { name: "Send" }).ariaDisabled).not.toBe("true"));
  press("Send");
  await waitFor(() => expect(sent(calls, "/messages").map(({ body }) => (body as { seen: number }).seen)).toEqual([1, 2]));
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
