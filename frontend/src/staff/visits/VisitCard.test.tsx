import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, atTheDesk, aVisit, show, stale } from "../testing";
import { VisitCard } from "./VisitCard";

const BOOKING = "PUT /api/staff/visits/visit-1/booking";
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

beforeEach(() => atTheDesk());

it("books a visit at the time typed, on top of the version that was read", async () => {
  const calls = answering({ [BOOKING]: { body: aVisit({ status: "booked", version: 4 }) } });
  const { container } = show(<VisitCard visit={aVisit()} />);
  press("Book");
  type("Date", "2027-03-11");
  type("Time", "09:30");
  await accessible(container);
  press("Book");
  await waitFor(() => expect(screen.queryByLabelText("Date")).toBeNull());
  expect(calls.find(({ method }) => method === "PUT")?.body).toEqual({
    version: 3,
    date: "2027-03-11",
    time: "09:30",
    minutes: 45,
  });
});

it("shows a reason field outside the window and does not send without it", async () => {
  const calls = answering({});
  const { container } = show(<VisitCard visit={aVisit()} />);
  press("Book");
  type("Time", "09:30");
  expect(screen.queryByLabelText("Why outside the window")).toBeNull();
  type("Date", "2027-03-20");
  expect(screen.getByText(/3 days after the window closes/)).toBeTruthy();
  press("Book");
  expect(screen.getByRole("link", { name: "Say why it is outside the window." }).getAttribute("href")).toBe(
    "#booking-reason",
  );
  expect(calls).toEqual([]);
  await accessible(container);
});

it("shows what the server refuses at its field and keeps what was typed", async () => {
  const message = "The clocks jump over 2:30. Choose another time, for example 3:00.";
  answering({ [BOOKING]: { status: 422, body: problem("gap_in_clock", [{ field: "time", message }]) } });
  const { container } = show(<VisitCard visit={aVisit()} />);
  press("Book");
  type("Date", "2027-03-14");
  type("Time", "02:30");
  press("Book");
  await waitFor(() => expect(screen.getAllByText(message)).toHaveLength(2));
  const field = screen.getByLabelText<HTMLInputElement>("Time");
  expect(field.value).toBe("02:30");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  await accessible(container);
});

it("says who was faster, shows both values, and applies mine again on top of theirs", async () => {
  const theirs = aVisit({
    status: "booked",
    version: 9,
    local_date: "2027-03-12",
    local_time: "15:45",
    steps: [{ old: "planned", new: "booked", by: "Helen Marsh", at: "2027-01-05T10:00:00Z", reason: "" }],
  });
  const calls = answering({
    [BOOKING]: [stale, { body: aVisit({ status: "booked", version: 10 }) }],
    "GET /api/staff/visits/visit-1": { body: theirs },
  });
  const { container } = show(<VisitCard visit={aVisit()} />);
  press("Book");
  type("Date", "2027-03-11");
  type("Time", "09:30");
  press("Book");
  await screen.findByText("Helen Marsh changed this meanwhile");
  expect(screen.getByText(/Fri 12 Mar 2027, 3:45\spm/)).toBeTruthy();
  expect(screen.getByText(/Thu 11 Mar 2027, 9:30\sam/)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("Time").value).toBe("09:30");
  await accessible(container);
  press("Apply mine again");
  await waitFor(() => expect(screen.queryByText("Helen Marsh changed this meanwhile")).toBeNull());
  const versions = calls.filter(({ method }) => method === "PUT").map(({ body }) => (body as { version: number }).version);
  expect(versions).toEqual([3, 9]);
});

it("discards mine without sending anything more", async () => {
  const calls = answering({ [BOOKING]: stale, "GET /api/staff/visits/visit-1": { body: aVisit({ version: 9 }) } });
  show(<VisitCard visit={aVisit()} />);
  press("Book");
  type("Time", "09:30");
  press("Book");
  await screen.findByText("Somebody changed this meanwhile");
  press("Discard mine");
  expect(screen.queryByLabelText("Date")).toBeNull();
  expect(calls.filter(({ method }) => method === "PUT")).toHaveLength(1);
});

it("takes a booking back only with a reason", async () => {
  const calls = answering({ "POST /api/staff/visits/visit-1/outcome": { body: aVisit({ version: 4 }) } });
  show(<VisitCard visit={aVisit({ status: "booked", starts_at: "2099-03-10T14:30:00Z" })} />);
  press("Remove booking");
  press("Remove booking");
  expect(screen.getByText("Say why.")).toBeTruthy();
  type("Reason", "Scanner down");
  press("Remove booking");
  await waitFor(() => expect(calls).toHaveLength(1));
  expect(calls[0]?.body).toEqual({ version: 3, status: "planned", reason: "Scanner down" });
});

it("offers nothing to somebody who only reads", async () => {
  await atTheDesk(["participants.read"]);
  const { container } = show(<VisitCard visit={aVisit()} />);
  expect(screen.queryAllByRole("button")).toEqual([]);
  await accessible(container);
});

function problem(code: string, errors: { field: string; message: string }[]) {
  return { code, title: "Please check", detail: "", status: 422, errors };
}
