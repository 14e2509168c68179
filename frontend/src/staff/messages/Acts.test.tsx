import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { announcement } from "../parts/announce";
import { accessible, atTheDesk, nextFrame, stale } from "../testing";
import { dropDraft } from "./drafts";
import { aThread, aThreadRow, coordinator } from "./testing";
import { open, press, sent } from "./testPanel";

const ONE = "GET /api/staff/threads/thread-1";
const ASSIGN = "POST /api/staff/threads/thread-1/assignee";
const LABEL = "POST /api/staff/threads/thread-1/labels";

beforeEach(async () => {
  dropDraft("thread-1");
  await atTheDesk(coordinator);
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

it("keeps a form open that was opened while the conversation was being taken", async () => {
  announcement.value = null;
  open(aThread(), { [ASSIGN]: { body: aThread({ mine: true }) } });
  fireEvent.click(await screen.findByRole("button", { name: "Take" }));
  press("Topic or link");
  const topic = await screen.findByLabelText("Topic");
  await waitFor(() => expect(announcement.value?.text).toContain("you have this conversation"));
  await nextFrame();
  expect(document.activeElement).toBe(topic);
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
  fireEvent.click(await screen.findByRole("button", { name: "Mark for translation" }));
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
