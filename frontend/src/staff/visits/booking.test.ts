import { beforeAll, describe, expect, it } from "vitest";

import { atTheDesk, aVisit } from "../testing";
import { bookingProblem, type BookingValues, outside, startingValues, toBooking } from "./booking";

const window = { start: "2027-03-03", target: "2027-03-10", end: "2027-03-17" };
const filled: BookingValues = { date: "2027-03-10", time: "09:30", minutes: "45", place_note: "", reason: "" };
const refused = (change: Partial<BookingValues>) =>
  bookingProblem({ ...filled, ...change }, window)?.fields.map(({ field }) => field) ?? [];

beforeAll(() => atTheDesk());

describe("outside the window", () => {
  it.each([
    ["2027-03-02", { side: "before", days: 1 }],
    ["2027-03-03", null],
    ["2027-03-17", null],
    ["2027-03-18", { side: "after", days: 1 }],
    ["2027-04-01", { side: "after", days: 15 }],
    ["", null],
  ])("%s is %j", (date, expected) => {
    expect(outside(date, window)).toEqual(expected);
  });
});

describe("a booking before it is sent", () => {
  it("passes inside the window without a reason", () => {
    expect(refused({})).toEqual([]);
  });

  it("asks for a reason on either side of the window, and is content with one", () => {
    expect(refused({ date: "2027-03-02" })).toEqual(["reason"]);
    expect(refused({ date: "2027-03-18", reason: "   " })).toEqual(["reason"]);
    expect(refused({ date: "2027-03-18", reason: "Holiday" })).toEqual([]);
  });

  it("names all that is missing at once", () => {
    expect(refused({ date: "", time: "", minutes: "4" })).toEqual(["date", "time", "minutes"]);
  });

  it.each(["4", "601", "12.5", "soon"])("refuses %s minutes", (minutes) => {
    expect(refused({ minutes })).toEqual(["minutes"]);
  });
});

describe("the form of a booking", () => {
  it("begins with the day aimed at, unless that is over", () => {
    expect(startingValues(aVisit(), "2027-01-01").date).toBe("2027-03-10");
    expect(startingValues(aVisit(), "2027-03-10").date).toBe("");
  });

  it("begins with the booking there is", () => {
    const booked = aVisit({ local_date: "2027-03-12", local_time: "14:15", minutes: 60 });
    expect(startingValues(booked, "2027-01-01")).toMatchObject({ date: "2027-03-12", time: "14:15", minutes: "60" });
  });

  it("sends no empty notes and reasons", () => {
    expect(toBooking({ ...filled, place_note: "  ", reason: "" })).toEqual({
      date: "2027-03-10",
      time: "09:30",
      minutes: 45,
    });
  });
});
