import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";

import { accessible, answering, aRequest, atTheDesk, show } from "../testing";
import { AnswerForm } from "./AnswerForm";

const ANSWER = "POST /api/staff/time-requests/request-1/answer";
const value = (label: string) => screen.getByLabelText<HTMLInputElement>(label).value;
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

beforeEach(() => atTheDesk());

it("fills the booking in from the proposal that is picked", async () => {
  const calls = answering({ [ANSWER]: { body: aRequest({ status: "answered" }) } });
  const closed = vi.fn();
  const { container } = show(<AnswerForm row={aRequest()} onClose={closed} />);
  fireEvent.click(screen.getByRole("radio", { name: /Thu 11 Mar 2027, morning/ }));
  expect([value("Date"), value("Time")]).toEqual(["2027-03-11", "09:00"]);
  await accessible(container);
  press("Book and answer");
  await waitFor(() => expect(closed).toHaveBeenCalledOnce());
  expect(calls[0]?.body).toEqual({
    version: 3,
    booking: { date: "2027-03-11", time: "09:00", minutes: 45 },
    note: "",
  });
});

it("marks a proposal outside the window and asks why it is taken", () => {
  answering({});
  show(<AnswerForm row={aRequest()} onClose={() => undefined} />);
  fireEvent.click(screen.getByRole("radio", { name: /Thu 25 Mar 2027.*Outside the window/ }));
  press("Book and answer");
  expect(screen.getAllByText("Say why it is outside the window.").length).toBeGreaterThan(0);
});

it("declines only with words that the participant reads", async () => {
  const calls = answering({ [ANSWER]: { body: aRequest({ status: "declined" }) } });
  show(<AnswerForm row={aRequest()} onClose={() => undefined} />);
  fireEvent.click(screen.getByRole("radio", { name: "No other time is possible" }));
  press("Send answer");
  expect(calls).toEqual([]);
  fireEvent.input(screen.getByLabelText("Words to the participant"), { target: { value: "The scanner is away." } });
  press("Send answer");
  await waitFor(() => expect(calls).toHaveLength(1));
  expect(calls[0]?.body).toEqual({ version: 3, booking: null, note: "The scanner is away." });
});

it("shows at its field what the server refuses about the booking within", async () => {
  const message = "This time is over.";
  const errors = [{ field: "booking.date", message }];
  answering({ [ANSWER]: { status: 422, body: { code: "in_past", title: "No", detail: "", status: 422, errors } } });
  show(<AnswerForm row={aRequest()} onClose={() => undefined} />);
  fireEvent.click(screen.getByRole("radio", { name: /Thu 11 Mar 2027/ }));
  press("Book and answer");
  await waitFor(() => expect(screen.getByLabelText("Date").getAttribute("aria-invalid")).toBe("true"));
});
