import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { announcement } from "../parts/announce";
import { accessible, answering, atTheDesk, nextFrame, show, stale } from "../testing";
import { ClaimPanel } from "./ClaimPanel";
import { aClaim, approvedClaim, closedTo, coordinator, myClaim } from "./testing";

const ONE = "GET /api/staff/claims/claim-1";
const act = (name: string) => `POST /api/staff/claims/claim-1/${name}`;
const DECIDE = act("decision");
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const open = () => show(<ClaimPanel id="claim-1" link={(id) => `/staff/claims/${id}`} onClose={() => {}} />);
const bodies = (calls: ReturnType<typeof answering>, end: string) =>
  calls.filter(({ path, method }) => method === "POST" && path.endsWith(end)).map(({ body }) => body);

beforeEach(() => atTheDesk(coordinator));

it("takes a claim on the version that was read, and gives it back", async () => {
  const calls = answering({
    [ONE]: [{ body: aClaim() }, { body: myClaim() }, { body: aClaim({ version: 3 }) }],
    [act("take")]: { body: myClaim() },
    [act("release")]: { body: aClaim({ version: 3 }) },
  });
  open();
  await screen.findByRole("button", { name: "Take" });
  press("Take");
  await screen.findByText(/^You are checking it\./);
  expect(screen.queryByRole("button", { name: "Take over" })).toBeNull();
  press("Give back");
  await screen.findByRole("button", { name: "Take" });
  expect([bodies(calls, "/take"), bodies(calls, "/release")]).toEqual([[{ version: 1 }], [{ version: 2 }]]);
});

it("keeps a form open that was opened while the claim was being taken", async () => {
  announcement.value = null;
  answering({ [ONE]: [{ body: aClaim() }, { body: myClaim() }], [act("take")]: { body: myClaim() } });
  open();
  await screen.findByRole("button", { name: "Take" });
  press("Take");
  press("Approve");
  const amount = await screen.findByLabelText("Parking: amount to pay");
  await waitFor(() => expect(announcement.value?.text).toContain("you are checking it"));
  await nextFrame();
  expect(document.activeElement).toBe(amount);
});

it("takes nothing from a faster colleague without saying so", async () => {
  const hers = closedTo("claim_taken", { status: "checking", taken_by: "Helen Marsh", version: 2 });
  const calls = answering({
    [ONE]: [{ body: aClaim() }, { body: hers }, { body: myClaim({ version: 3 }) }],
    [act("take")]: [stale, { body: myClaim({ version: 3 }) }],
  });
  const { container } = open();
  await screen.findByRole("button", { name: "Take" });
  press("Take");
  await screen.findByText("Helen Marsh changed this meanwhile");
  expect(screen.getByRole("row", { name: "Status Being checked: Helen Marsh Being checked: you" })).toBeTruthy();
  await accessible(container);
  press("Apply mine again");
  await screen.findByText(/^You are checking it\./);
  expect(bodies(calls, "/take")).toEqual([{ version: 1 }, { version: 2 }]);
});

it("offers nothing on a colleague's claim but to take it over", async () => {
  const hers = closedTo("claim_taken", { status: "checking", taken_by: "Helen Marsh" });
  answering({ [ONE]: { body: { ...hers, may: { ...hers.may, take: true } } } });
  open();
  await screen.findByText("To go on with it yourself, take it over.");
  expect(screen.getByRole("button", { name: "Take over" })).toBeTruthy();
  for (const name of ["Approve", "Ask something", "Decline", "Give back"]) {
    expect(screen.queryByRole("button", { name })).toBeNull();
  }
});

it.each([
  ["own_claim", "This is your own claim, or of somebody you take part with. A colleague decides on it."],
  ["second_person", "You were the first to approve it. A colleague takes the second look."],
  ["another_person", "You made this decision. A colleague looks at it again."],
])("says in words what stands in the way: %s", async (why, words) => {
  answering({ [ONE]: { body: closedTo(why) } });
  open();
  await screen.findByText(words);
  expect(screen.queryByRole("button", { name: "Approve" })).toBeNull();
});

it("approves what the policy pays where nothing is changed", async () => {
  const calls = answering({ [ONE]: [{ body: myClaim() }, { body: approvedClaim() }], [DECIDE]: { body: approvedClaim() } });
  open();
  await screen.findByRole("button", { name: "Approve" });
  press("Approve");
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Parking: amount to pay")));
  expect(screen.getByLabelText<HTMLInputElement>("Parking: amount to pay").value).toBe("40.00");
  press("Approve $75.00");
  await screen.findByText(/^Helen Marsh approved \$75\.00/);
  expect(bodies(calls, "/decision")).toEqual([
    {
      version: 2,
      decision: "approve",
      note: "",
      lines: [
        { id: "line-1", amount: 4000, reason: "" },
        { id: "line-2", amount: 3500, reason: "" },
      ],
    },
  ]);
});

it("takes another amount only with its reason, and shows the total as one types", async () => {
  const calls = answering({ [ONE]: [{ body: myClaim() }, { body: approvedClaim() }], [DECIDE]: { body: approvedClaim() } });
  const { container } = open();
  await screen.findByRole("button", { name: "Approve" });
  press("Approve");
  type("Meals: amount to pay", "12.5o");
  expect(screen.getByText("One amount is not clear yet.")).toBeTruthy();
  press("Approve");
  expect(screen.getByRole("alert").textContent).toContain("Meals: enter an amount, for example 35.00.");
  type("Meals: amount to pay", "2500");
  press("Approve $2,540.00");
  expect(screen.getByRole("alert").textContent).toContain("Meals: enter at most $2,000.00.");
  type("Meals: amount to pay", "12.50");
  press("Approve $52.50");
  expect(screen.getByRole("alert").textContent).toContain("Meals: say in a few words why it is not what the policy pays.");
  await accessible(container);
  expect(bodies(calls, "/decision")).toEqual([]);
  type("Meals: why it is not what the policy pays", " One lunch. ");
  type("Note to the participant (can stay empty)", "Thank you.");
  press("Approve $52.50");
  await screen.findByText(/^Helen Marsh approved/);
  expect(bodies(calls, "/decision")).toEqual([
    {
      version: 2,
      decision: "approve",
      note: "Thank you.",
      lines: [
        { id: "line-1", amount: 4000, reason: "" },
        { id: "line-2", amount: 1250, reason: "One lunch." },
      ],
    },
  ]);
});

it("approves no claim of nothing, and shows a refusal of the server at its line", async () => {
  const message = "Say in a few words why this line is changed.";
  answering({
    [ONE]: { body: myClaim() },
    [DECIDE]: {
      status: 422,
      body: { code: "x", title: "No", detail: "", status: 422, errors: [{ field: "lines.1.reason", message, code: "x" }] },
    },
  });
  open();
  await screen.findByRole("button", { name: "Approve" });
  press("Approve");
  type("Parking: amount to pay", "0");
  type("Meals: amount to pay", "0");
  type("Parking: why it is not what the policy pays", "No");
  type("Meals: why it is not what the policy pays", "No");
  press("Approve $0.00");
  expect(screen.getByRole("alert").textContent).toContain("Nothing would be paid.");
  type("Meals: amount to pay", "1");
  press("Approve $1.00");
  const link = await screen.findByRole("link", { name: message });
  fireEvent.click(link);
  expect(document.activeElement).toBe(screen.getByLabelText("Meals: why it is not what the policy pays"));
});

it("says that a large sum goes to a second person", async () => {
  answering({ [ONE]: { body: myClaim({ second_above: 7000 }) } });
  open();
  await screen.findByRole("button", { name: "Approve" });
  press("Approve");
  expect(screen.getByText("More than $70.00: a second person looks at it before it is paid.")).toBeTruthy();
  type("Meals: amount to pay", "30.00");
  expect(screen.queryByText(/a second person looks at it before/)).toBeNull();
});

it("begins at what was approved where somebody asked to look again", async () => {
  const lines = myClaim().lines.map((line) => ({ ...line, approved: 1500, decision_reason: "Only one." }));
  answering({ [ONE]: { body: myClaim({ status: "disputed", mine: false, approved: 3000, paid: 3000, lines }) } });
  open();
  await screen.findByRole("button", { name: "Approve" });
  press("Approve");
  expect(screen.getByLabelText<HTMLInputElement>("Parking: amount to pay").value).toBe("15.00");
  expect(screen.getByLabelText<HTMLTextAreaElement>(/^Parking: why/).value).toBe("Only one.");
  expect(screen.getByText("$30.00 has been paid already.")).toBeTruthy();
});

it.each([
  ["Ask something", "Your question", "Send question", "Write what you need to know.", "return"],
  ["Decline", "Why nothing is paid", "Decline claim", "Say in a few words why nothing is paid.", "decline"],
])("%s: needs its words", async (name, label, save, missing, decision) => {
  const calls = answering({ [ONE]: [{ body: myClaim() }, { body: closedTo(null) }], [DECIDE]: { body: closedTo(null) } });
  const { container } = open();
  await screen.findByRole("button", { name });
  press(name);
  press(save);
  expect(screen.getByRole("alert").textContent).toContain(missing);
  await accessible(container);
  type(label, " Which hotel was it? ");
  press(save);
  await waitFor(() => expect(screen.queryByLabelText(label)).toBeNull());
  expect(bodies(calls, "/decision")).toEqual([{ version: 2, decision, note: "Which hotel was it?", lines: [] }]);
});

it("lets the second of two approve as it is, or send it back to checking", async () => {
  const second = aClaim({ status: "second_look", approved: 60000, version: 4 });
  const calls = answering({
    [ONE]: [{ body: { ...second, may: { ...second.may, take: false } } }, { body: myClaim({ version: 5 }) }],
    [DECIDE]: { body: myClaim({ version: 5 }) },
  });
  const { container } = open();
  await screen.findByRole("button", { name: "Approve as it is" });
  expect(screen.queryByRole("button", { name: "Decline" })).toBeNull();
  press("Approve as it is");
  expect(screen.getByText(/^You approve \$600\.00 as it is\./)).toBeTruthy();
  expect(screen.queryByLabelText("Parking: amount to pay")).toBeNull();
  await accessible(container);
  press("Cancel");
  press("Send back to checking");
  press("Send back");
  expect(screen.getByRole("alert").textContent).toContain("Say in a few words what needs another look.");
  type("What needs another look", "The hotel");
  press("Send back");
  await screen.findByText(/^You are checking it\./);
  expect(bodies(calls, "/decision")).toEqual([{ version: 4, decision: "recheck", note: "The hotel", lines: [] }]);
});

it("approves in second place with no lines of its own", async () => {
  const second = aClaim({ status: "second_look", approved: 60000, version: 4 });
  const calls = answering({ [ONE]: [{ body: second }, { body: approvedClaim() }], [DECIDE]: { body: approvedClaim() } });
  open();
  await screen.findByRole("button", { name: "Approve as it is" });
  press("Approve as it is");
  press("Approve $600.00");
  await screen.findByText(/Finance pays it next/);
  expect(bodies(calls, "/decision")).toEqual([{ version: 4, decision: "approve", note: "", lines: [] }]);
});

it("overwrites nothing that a second reviewer decided meanwhile, and keeps what was typed", async () => {
  const hers = approvedClaim({ approved: 5000, version: 7 });
  const calls = answering({ [ONE]: [{ body: myClaim() }, { body: hers }], [DECIDE]: stale });
  const { container } = open();
  await screen.findByRole("button", { name: "Approve" });
  press("Approve");
  type("Meals: amount to pay", "12.50");
  type("Meals: why it is not what the policy pays", "One lunch.");
  press("Approve $52.50");
  await screen.findByText("Helen Marsh changed this meanwhile");
  expect(screen.getByRole("row", { name: "Status To pay: $50.00 Approve $52.50" })).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("Meals: amount to pay").value).toBe("12.50");
  await accessible(container);
  press("Discard mine");
  await screen.findByText(/^Helen Marsh approved \$50\.00/);
  expect(bodies(calls, "/decision")).toHaveLength(1);
});
