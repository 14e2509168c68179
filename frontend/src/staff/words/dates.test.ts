import { beforeAll, describe, expect, it } from "vitest";

import { atTheDesk } from "../testing";
import { ago, between, dayAndTime, length, momentWords, span, waiting } from "./dates";

beforeAll(() => atTheDesk());
const near = "2027-01-15";
const windowOf = (start: string, end: string) => ({ start, target: start, end });

describe("windows and times", () => {
  it.each([
    ["2027-03-03", "2027-03-17", "3 to 17 Mar"],
    ["2027-02-27", "2027-03-13", "27 Feb to 13 Mar"],
    ["2027-12-20", "2028-01-03", "20 Dec to 3 Jan 2028"],
    ["2028-04-18", "2028-05-16", "18 Apr to 16 May 2028"],
    ["2027-03-03", "2027-03-03", "Wed 3 Mar"],
  ])("%s and %s are %s", (start, end, words) => {
    expect(span(windowOf(start, end), near)).toBe(words);
  });

  it("tells a window from a booked time", () => {
    expect(between(windowOf("2027-03-03", "2027-03-17"), near)).toBe("between 3 and 17 Mar");
    expect(dayAndTime("2027-03-10", "09:30", near)).toMatch(/^Wed 10 Mar, 9:30\sam$/);
  });
});

describe("how long ago", () => {
  const now = Date.parse("2027-01-15T12:00:00Z");
  it.each([
    ["2027-01-15T11:59:40Z", "just now"],
    ["2027-01-15T11:15:00Z", "45 min ago"],
    ["2027-01-15T10:00:00Z", "2 h ago"],
    ["2027-01-14T11:00:00Z", "1 day ago"],
    ["2027-01-01T11:00:00Z", "2 weeks ago"],
    ["2027-01-18T13:00:00Z", "in 3 days"],
  ])("%s is %s", (instant, words) => {
    expect(ago(instant, now)).toBe(words);
  });

  it("counts waiting in days", () => {
    expect(waiting("2027-01-15", near)).toBe("today");
    expect(waiting("2027-01-03", near)).toBe("12 days");
  });
});

it("names the day of a time unless it is today at the site", () => {
  const now = "2027-01-10T23:00:00Z";
  expect(momentWords("2027-01-10T20:40:00Z", "America/New_York", now)).toMatch(/^3:40\spm$/);
  expect(momentWords("2027-01-11T14:00:00Z", "America/New_York", now)).toMatch(/^Mon 11 Jan, 9:00\sam$/);
});

it("says lengths as people do", () => {
  expect([length(45), length(60), length(135)]).toEqual(["45 min", "1 h", "2 h 15 min"]);
});
