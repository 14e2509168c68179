import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { pressed } from "../shell/keys";
import { accessible, answering, atTheDesk, show, stale } from "../testing";
import { queue } from "./data";
import { QueuePage } from "./QueuePage";
import { aCount, aQueue, aRow, helen } from "./testing";
import { EVERY_MS } from "./usePulse";

const LIST = "GET /api/staff/queue";
const PULSE = "GET /api/staff/pulse";
const ONE = "/api/staff/queue/question/question-1";
const quiet = { body: { newest: 7 } };

const press = (key: string) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  Object.defineProperty(event, "target", { value: document.activeElement });
  return pressed(event);
};
const cells = (row: HTMLElement | undefined) => row?.textContent ?? "";
const bodyRows = async () => (await screen.findAllByRole("row")).slice(1);

beforeEach(() => atTheDesk(["queue.read", "consent.read", "consent.write"]));
afterEach(() => vi.unstubAllGlobals());

it("says for whom what waits, by when, and who has it; each leads to the page where it is done", async () => {
  const late = aRow({
    kind: "claim",
    object_id: "1a8108b7-0000",
    visit: { label: "Month 6", starts_at: null },
    state: "checking",
    words: "",
    due: "2027-01-14T19:00:00Z",
    late: true,
    taken_by: "Helen Marsh, MD",
  });
  const call = aRow({ kind: "check_in", object_id: "missed-1", since: null, since_on: "2027-01-12", due_on: "2027-01-15" });
  const hers = aRow({ kind: "alert", object_id: "alert-1", state: "call_now", emergency: true, mine: true, taken_by: "Grace" });
  answering({ [LIST]: aQueue([hers, late, call]), [PULSE]: quiet });
  const { container } = show(<QueuePage />, "/staff/queue");
  const [one, two, three] = await bodyRows();
  expect(cells(one)).toMatch(/Symptom alert.*Call now.*You/);
  expect(cells(two)).toMatch(/Travel claim to check.*Month 6, 1A81-08B7, being checked/);
  expect(cells(two)).toMatch(/Overdue since Thu 14 Jan( 2027)?, 2:00\spm.*Helen Marsh, MD/);
  expect(cells(three)).toMatch(/Check-in missing: call.*was due Tue 12 Jan/);
  expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([
    "/staff/alerts/alert-1",
    "/staff/claims/1a8108b7-0000",
    "/staff/alerts/missed/person-1",
  ]);
  expect(within(one as HTMLElement).queryByRole("button", { name: /Snooze/ })).toBeNull();
  await accessible(container);
});

it("offers nothing to do to whoever only reads", async () => {
  answering({ [LIST]: aQueue([aRow({ may_act: false })]), [PULSE]: quiet });
  show(<QueuePage />, "/staff/queue");
  const [row] = await bodyRows();
  expect(within(row as HTMLElement).queryByRole("button")).toBeNull();
});

it("takes a row and gives it back by the key t, and keeps the focus on it", async () => {
  const mine = aRow({ mine: true, taken_by: "Grace Okafor", version: 5 });
  const calls = answering({
    [LIST]: [aQueue([aRow()]), aQueue([mine])],
    [PULSE]: quiet,
    [`POST ${ONE}/take`]: { body: mine },
    [`POST ${ONE}/release`]: { body: aRow() },
  });
  show(<QueuePage />, "/staff/queue");
  await bodyRows();
  press("j");
  expect(document.activeElement?.textContent).toBe("FH-001");
  press("t");
  await screen.findByRole("button", { name: "Give back: Question about the consent, FH-001" });
  expect(document.activeElement?.textContent).toBe("FH-001");
  await waitFor(() => {
    press("t"); // does nothing while the last act is still being shown
    expect(calls.filter(({ method }) => method === "POST")).toHaveLength(2);
  });
  expect(calls.filter(({ method }) => method === "POST").map(({ path, body }) => [path, body])).toEqual([
    [`${ONE}/take`, { version: 4 }],
    [`${ONE}/release`, { version: 5 }],
  ]);
});

it("says that somebody was faster, and shows how it stands now", async () => {
  answering({
    [LIST]: [aQueue([aRow()]), aQueue([aRow({ taken_by: "Helen Marsh, MD", version: 5 })])],
    [PULSE]: quiet,
    [`POST ${ONE}/take`]: stale,
  });
  show(<QueuePage />, "/staff/queue");
  fireEvent.click(await screen.findByRole("button", { name: /^Take:/ }));
  expect((await screen.findByRole("alert")).textContent).toContain("That was not saved");
  await screen.findByRole("button", { name: /^Take over:/ });
});

it("hands a row over to one of those who may have it", async () => {
  const calls = answering({
    [LIST]: aQueue([aRow()]),
    [PULSE]: quiet,
    [`GET ${ONE}/people`]: { body: { rows: [{ account_id: "staff-1", name: "Grace Okafor" }, helen] } },
    [`POST ${ONE}/hand-over`]: { body: aRow({ taken_by: helen.name }) },
  });
  const { container } = show(<QueuePage />, "/staff/queue");
  await bodyRows();
  press("j");
  press("h");
  const dialog = await screen.findByRole("dialog", { name: "Hand over: Question about the consent, FH-001" });
  await within(dialog).findByRole("radio", { name: helen.name });
  expect(within(dialog).getAllByRole("radio")).toHaveLength(1);
  fireEvent.click(within(dialog).getByRole("button", { name: "Hand over" }));
  await waitFor(() => expect(dialog.textContent).toContain("Choose who gets it."));
  await accessible(container);
  fireEvent.click(within(dialog).getByRole("radio", { name: helen.name }));
  fireEvent.click(within(dialog).getByRole("button", { name: "Hand over" }));
  await waitFor(() => expect(screen.queryByRole("radio")).toBeNull());
  expect(calls.find(({ path }) => path.endsWith("hand-over"))?.body).toEqual({ version: 4, account_id: "helen" });
});

it("snoozes a row until a day, with the reason, and brings one back", async () => {
  const asleep = aRow({
    snoozed_until: "2027-01-18T13:00:00Z",
    snoozed_by: "Helen Marsh, MD",
    note: "She is away",
    version: 5,
  });
  const calls = answering({
    [LIST]: [aQueue([aRow()]), aQueue([asleep], [aCount({ waiting: 0, snoozed: 1 })])],
    [PULSE]: quiet,
    [`POST ${ONE}/snooze`]: { body: asleep },
  });
  const { container } = show(<QueuePage />, "/staff/queue");
  await bodyRows();
  press("j");
  press("s");
  const dialog = await screen.findByRole("dialog", { name: /^Snooze:/ });
  fireEvent.input(within(dialog).getByLabelText("Until"), { target: { value: "2020-01-01" } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Snooze" }));
  await waitFor(() => expect(dialog.textContent).toContain("Choose a day after today."));
  await accessible(container);
  fireEvent.click(within(dialog).getByRole("button", { name: "In a week" }));
  const until = within(dialog).getByLabelText<HTMLInputElement>("Until").value;
  fireEvent.input(within(dialog).getByLabelText("Why"), { target: { value: "She is away" } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Snooze" }));
  await waitFor(() => expect(screen.queryByLabelText("Why")).toBeNull());
  expect(calls.find(({ path }) => path.endsWith("snooze"))?.body).toEqual({ version: 4, until, note: "She is away" });
  const [row] = await bodyRows();
  expect(cells(row)).toContain("Snoozed by Helen Marsh, MD: She is away");
  fireEvent.click(screen.getByRole("button", { name: /^Bring back:/ }));
  await waitFor(() =>
    expect(calls.filter(({ path }) => path.endsWith("snooze")).at(-1)?.body).toEqual({ version: 5, until: null, note: "" }),
  );
});

it("keeps its filters in the address and says how much is snoozed", async () => {
  const counts = [aCount({ waiting: 2, mine: 1, snoozed: 3 }), aCount({ kind: "claim", waiting: 0 })];
  answering({ [LIST]: aQueue([], counts), [PULSE]: quiet });
  show(<QueuePage />, "/staff/queue");
  await screen.findByText("Nothing waits");
  const kind = screen.getByLabelText<HTMLSelectElement>("Kind");
  expect([...kind.options].map(({ text }) => text)).toEqual([
    "Any",
    "Question about the consent (2)",
    "Travel claim to check (0)",
  ]);
  fireEvent.change(kind, { target: { value: "claim" } });
  fireEvent.click(screen.getByLabelText("Mine"));
  await screen.findByText("Nothing waits with these filters");
  expect(location.search).toBe("?kind=claim&mine=true");
  fireEvent.click(screen.getByLabelText("Snoozed (3)"));
  await screen.findByText("Nothing is snoozed");
  fireEvent.click(screen.getByRole("button", { name: "Clear filters" }));
  await waitFor(() => expect(location.search).toBe(""));
});

it("fetches the list anew where a colleague changed something, and only then", async () => {
  let beat = () => {};
  const interval = globalThis.setInterval;
  vi.stubGlobal("setInterval", (run: () => void, ms: number) => {
    if (ms !== EVERY_MS) return interval(run, ms);
    beat = run;
    return 0;
  });
  const calls = answering({
    [LIST]: [aQueue([aRow()]), aQueue([aRow({ taken_by: "Helen Marsh, MD" })])],
    [PULSE]: [{ body: { newest: 7 } }, { body: { newest: 7 } }, { body: { newest: 8 } }],
  });
  const lists = () => calls.filter(({ path }) => path === "/api/staff/queue").length;
  const beats = () => calls.filter(({ path }) => path === "/api/staff/pulse").length;
  /** One beat, and what follows from it. */
  const heart = async () => {
    beat();
    for (let turn = 0; turn < 5; turn += 1) await new Promise((done) => setTimeout(done));
  };
  show(<QueuePage />, "/staff/queue");
  await bodyRows();
  await waitFor(() => expect(beats()).toBe(1));
  press("j");
  await heart();
  expect([beats(), lists()]).toEqual([2, 1]);
  await heart();
  await waitFor(() => expect(screen.getAllByText("Helen Marsh, MD").length).toBeGreaterThan(0));
  expect(document.activeElement?.textContent).toBe("FH-001");
  await heart(); // once more, for what was being saved when the number was asked for
  await waitFor(() => expect(lists()).toBe(3));
  await heart();
  expect([beats(), lists()]).toEqual([5, 3]);
});

it("goes on with the row that took the place of one that has left", async () => {
  const other = aRow({ object_id: "question-2", who: { ...aRow().who, code: "FH-002" } });
  answering({
    [LIST]: [aQueue([aRow(), other]), aQueue([other])],
    [PULSE]: quiet,
    [`POST ${ONE}/take`]: { status: 409, body: { code: "work_settled", title: "Not as it is", detail: "Gone" } },
  });
  show(<QueuePage />, "/staff/queue");
  await bodyRows();
  press("j");
  press("t");
  await waitFor(() => expect(document.activeElement?.textContent).toBe("FH-002"));
});

it("counts in the rail what waits, and marks that something is late", async () => {
  answering({ [LIST]: aQueue([], [aCount({ waiting: 2 }), aCount({ kind: "claim", waiting: 3, late: 1 })]) });
  expect(await queue.waits()).toEqual({ n: 5, late: true });
});
