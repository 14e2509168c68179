import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { Route, Router } from "preact-iso";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, atTheDesk, show, watching } from "../testing";
import { changeDraft, dropDraft } from "./drafts";
import { threads } from "./data";
import { MessagesPage } from "./MessagesPage";
import { aMessage, aThread, aThreadRow, coordinator, counts, listOf, monitor } from "./testing";

const LIST = "GET /api/staff/threads";
const ONE = "GET /api/staff/threads/thread-1";
const FIND = "POST /api/staff/messages/search";

const open = (address: string) =>
  show(
    <Router>
      <Route path="/staff/messages/:id?" component={MessagesPage} />
      <Route default component={() => <p>Elsewhere</p>} />
    </Router>,
    address,
  );

beforeEach(() => atTheDesk(coordinator));

it("says who writes, how it goes on, since when it waits, by when to answer, and who has it", async () => {
  const late = aThreadRow({ id: "thread-2", overdue: true, unread: 2, needs_translation: true });
  const left = aThreadRow({ assigned: { id: "staff-9", name: "Helen Marsh", left: true } });
  const closed = aThreadRow({ id: "thread-3", status: "closed", waiting_since: null, answer_by: null, last: null });
  answering({ [LIST]: listOf([late, left, closed]) });
  const { container } = open("/staff/messages");
  const [, one, two, three] = await screen.findAllByRole("row");
  expect(one?.textContent).toMatch(/Overdue since Mon 11 Jan( 2027)?, 2:00\spm/);
  expect(one?.textContent).toContain("2 new");
  expect(one?.textContent).toContain("Needs translation");
  expect(one?.textContent).toContain("Eleanor Whitfield: May I move my scan?");
  expect(two?.textContent).toContain("Helen Marsh, left the team");
  expect(three?.textContent).toContain("Closed");
  expect(three?.textContent).toContain("Nothing written yet");
  await accessible(container);
});

it("leads from each number to its list, and is silent about lists where nothing waits", async () => {
  answering({ [LIST]: listOf([aThreadRow()]) });
  open("/staff/messages");
  const numbers = within(await screen.findByRole("list", { name: "What waits" })).getAllByRole("link");
  expect(numbers.map((link) => [link.textContent, link.getAttribute("href")])).toEqual([
    ["4 wait for the team", "/staff/messages"],
    ["1 overdue", "/staff/messages?waiting=overdue"],
    ["2 are yours", "/staff/messages?waiting=mine"],
    ["1 to translate", "/staff/messages?waiting=to_translate"],
    ["3 wait for the participant", "/staff/messages?waiting=with_them"],
  ]);
});

it("is sorted by a column's head, which the address keeps and says", async () => {
  answering({ [LIST]: listOf([aThreadRow()]) });
  const asked = watching();
  const { container } = open("/staff/messages?sort=participant");
  const head = await screen.findByRole("columnheader", { name: "Participant" });
  expect(asked[0]).toContain("sort=participant");
  expect(head.getAttribute("aria-sort")).toBe("ascending");
  const usual = screen.getByRole("columnheader", { name: "Waiting since" });
  expect(usual.hasAttribute("aria-sort")).toBe(false);
  expect(within(usual).getByRole("link").getAttribute("href")).toBe("/staff/messages");
  await accessible(container);
});

it("says of no column that it rises where the newest stand first", async () => {
  answering({ [LIST]: listOf([aThreadRow()]) });
  open("/staff/messages?waiting=all");
  await screen.findAllByRole("row");
  expect(screen.getAllByRole("columnheader").some((head) => head.hasAttribute("aria-sort"))).toBe(false);
});

it("asks for the conversations that the address names, and says why a list is empty", async () => {
  answering({ [LIST]: listOf([]) });
  const asked = watching();
  open("/staff/messages?waiting=mine&topic=health&page=2");
  await screen.findByText("You have no conversation");
  expect(asked[0]).toBe("?waiting=mine&sort=usual&page=2&page_size=50&topic=health");
  fireEvent.change(screen.getByLabelText("Show"), { target: { value: "closed" } });
  await screen.findByText("No conversation is closed yet");
  expect(location.search).toBe("?topic=health&waiting=closed");
});

it("finds old messages without a word in any address, and opens the conversation at the hit", async () => {
  const hit = {
    message_id: "message-7",
    thread_id: "thread-1",
    at: "2026-05-02T10:00:00Z",
    author: "Grace Okafor",
    from_team: true,
    note: true,
    topic_label: "How I feel",
    excerpt: "<b>worried</b> about the scan",
    participant_id: "person-1",
    code: "FH-001",
    name: "Eleanor Whitfield",
    site_name: "Bayside",
  };
  const calls = answering({ [LIST]: listOf([aThreadRow()]), [ONE]: { body: aThread() }, [FIND]: { body: { rows: [hit] } } });
  const asked = watching();
  const { container } = open("/staff/messages");
  await screen.findAllByRole("row");
  fireEvent.input(screen.getByLabelText("Search all messages"), { target: { value: "worried" } });
  expect(await screen.findByText("1 message found", { selector: "p" })).toBeTruthy();
  const [, row] = screen.getAllByRole("row");
  expect(row?.textContent).toContain("Grace Okafor: <b>worried</b> about the scan");
  expect(row?.textContent).toContain("Note");
  expect(calls.find(({ path }) => path.endsWith("/search"))?.body).toEqual({ text: "worried" });
  expect([location.href, ...asked].join(" ")).not.toContain("worried");
  const link = within(row as HTMLElement).getByRole("link", { name: "FH-001" });
  expect(link.getAttribute("href")).toBe("/staff/messages/thread-1?at=message-7");
  await accessible(container);
});

it("opens a conversation beside its list, and gives the focus back to the row", async () => {
  answering({ [LIST]: listOf([aThreadRow()]), [ONE]: { body: aThread({ messages: [aMessage()] }) } });
  open("/staff/messages");
  fireEvent.click(await screen.findByRole("link", { name: "FH-001" }));
  expect(await screen.findByRole("heading", { name: "FH-001 · Eleanor Whitfield" })).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Close panel" }));
  await waitFor(() => expect(document.activeElement?.textContent).toBe("FH-001"));
  expect(location.pathname).toBe("/staff/messages");
});

it("shows where something is written and not sent yet", async () => {
  changeDraft("thread-1", { text: "Dear Eleanor" });
  answering({ [LIST]: listOf([aThreadRow()]) });
  open("/staff/messages");
  expect(await screen.findByText("Not sent yet")).toBeTruthy();
  dropDraft("thread-1");
  await waitFor(() => expect(screen.queryByText("Not sent yet")).toBeNull());
});

it("offers a monitor nothing to write", async () => {
  await atTheDesk(monitor);
  answering({ [LIST]: listOf([aThreadRow()]) });
  open("/staff/messages");
  await screen.findAllByRole("row");
  expect(screen.queryByRole("link", { name: "Write a message" })).toBeNull();
  expect(screen.getByRole("link", { name: "Messages as CSV" }).getAttribute("href")).toBe("/api/staff/messages.csv");
});

it("counts in the rail what waits for the team, and says when it is late", async () => {
  answering({ [LIST]: listOf([aThreadRow()]) });
  expect(await threads.waits()).toEqual({ n: 4, late: true });
  answering({ [LIST]: listOf([], { ...counts, ours: 0, overdue: 0 }) });
  expect(await threads.waits()).toEqual({ n: 0, late: false });
});
