import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";

import { accessible, answering, aParticipant, atTheDesk, show, stale } from "../testing";
import { Contacts } from "./Contacts";
import { changeOf, valuesOf } from "./facts";

const PERSON = "/api/staff/participants/person-1";
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

beforeEach(() => atTheDesk());

describe("what a save sends", () => {
  const before = valuesOf(aParticipant());

  it("is only what differs", () => {
    expect(changeOf(before, { ...before, name: " Ana Ruiz " })).toEqual({ name: "Ana Ruiz" });
    expect(changeOf(before, before)).toEqual({});
  });

  it("says that an emptied phone is none", () => {
    expect(changeOf(before, { ...before, phone: "" })).toEqual({ phone: null });
  });
});

describe("contacts", () => {
  it("asks why an e-mail changes before it sends it", async () => {
    const calls = answering({ [`PATCH ${PERSON}`]: { body: aParticipant({ version: 5 }) } });
    show(<Contacts participant={aParticipant()} />);
    press("Change");
    type("E-mail", "new@example.org");
    press("Save");
    expect(screen.getByText("Say why the e-mail changes.")).toBeTruthy();
    expect(calls).toEqual([]);
    type("Reason", "She moved");
    press("Save");
    await waitFor(() => expect(calls).toHaveLength(1));
    expect(calls[0]?.body).toEqual({ version: 4, email: "new@example.org", reason: "She moved" });
  });

  it("sets mine beside theirs when somebody was faster, and touches only what was typed", async () => {
    const theirs = aParticipant({ name: "Eleanor M. Whitfield", version: 9 });
    const calls = answering({
      [`PATCH ${PERSON}`]: [stale, { body: theirs }],
      [`GET ${PERSON}`]: { body: theirs },
      [`GET ${PERSON}/history`]: {
        body: { rows: [{ by: "Helen Marsh", at: "2027-01-05T10:00:00Z" }], total: 1, page: 1, page_size: 50 },
      },
    });
    const { container } = show(<Contacts participant={aParticipant()} />);
    press("Change");
    type("Phone", "+1 305 555 0199");
    press("Save");
    await screen.findByText("Helen Marsh changed this meanwhile");
    expect(screen.getByText("Eleanor M. Whitfield")).toBeTruthy();
    expect(screen.getByText("+1 305 555 0199")).toBeTruthy();
    await accessible(container);
    press("Apply mine again");
    await waitFor(() => expect(screen.queryByText("Helen Marsh changed this meanwhile")).toBeNull());
    expect(calls.filter(({ method }) => method === "PATCH").map(({ body }) => body)).toEqual([
      { version: 4, phone: "+1 305 555 0199" },
      { version: 9, phone: "+1 305 555 0199" },
    ]);
  });
});
