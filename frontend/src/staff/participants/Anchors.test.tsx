import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, aParticipant, atTheDesk, show } from "../testing";
import { Anchors } from "./Anchors";
import { Flags } from "./Flags";

const ANCHOR = "PUT /api/staff/participants/person-1/anchors/last_dose";
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

beforeEach(() => atTheDesk());

it("says what a new date does before it is saved, and asks why", async () => {
  const calls = answering({ [ANCHOR]: { body: aParticipant({ version: 5 }) } });
  const { container } = show(<Anchors participant={aParticipant()} />);
  press("Change: Day of the last dose");
  expect(screen.getByText(/visits ahead are planned anew.*booked visits stay/)).toBeTruthy();
  fireEvent.input(screen.getByLabelText("Date"), { target: { value: "2026-05-29" } });
  press("Save and plan visits");
  expect(screen.getByText("Say why the date changes.")).toBeTruthy();
  expect(calls).toEqual([]);
  await accessible(container);
  fireEvent.input(screen.getByLabelText("Reason"), { target: { value: "Typed wrong" } });
  press("Save and plan visits");
  await waitFor(() => expect(calls).toHaveLength(1));
  expect(calls[0]?.body).toEqual({ version: 4, date: "2026-05-29", reason: "Typed wrong" });
});

it("asks for no reason where no date was set", async () => {
  const calls = answering({ [ANCHOR]: { body: aParticipant() } });
  const unset = aParticipant({ anchors: [{ key: "last_dose", label: "Day of the last dose", date: null }] });
  show(<Anchors participant={unset} />);
  press("Set: Day of the last dose");
  fireEvent.input(screen.getByLabelText("Date"), { target: { value: "2026-05-29" } });
  expect(screen.queryByLabelText("Reason")).toBeNull();
  press("Save and plan visits");
  await waitFor(() => expect(calls).toHaveLength(1));
});

it("saves a flag only when told to, as it plans visits anew", async () => {
  const calls = answering({ "PATCH /api/staff/participants/person-1": { body: aParticipant({ version: 5 }) } });
  const { container } = show(<Flags participant={aParticipant()} />);
  fireEvent.click(screen.getByLabelText("Treated brain metastases"));
  expect(calls).toEqual([]);
  await accessible(container);
  press("Save and plan visits");
  await waitFor(() => expect(calls).toHaveLength(1));
  expect(calls[0]?.body).toEqual({ version: 4, flags: ["treated_brain_metastases"] });
});
