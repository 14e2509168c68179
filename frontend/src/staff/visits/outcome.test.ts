import { beforeAll, describe, expect, it } from "vitest";

import { atTheDesk, aVisit } from "../testing";
import { outcomeProblem, outcomesNow } from "./outcome";

beforeAll(() => atTheDesk());

describe("outcomes that can be recorded", () => {
  const all = ["done", "partly_done", "missed", "cancelled"];

  it("are only cancelling before the booked time", () => {
    const booked = aVisit({ status: "booked", starts_at: "2027-03-10T14:30:00Z" });
    expect(outcomesNow(booked, "2027-03-10T14:29:00Z", "2027-03-10")).toEqual(["cancelled"]);
    expect(outcomesNow(booked, "2027-03-10T14:30:00Z", "2027-03-10")).toEqual(all);
  });

  it("are only cancelling before the window opens where nothing is booked", () => {
    expect(outcomesNow(aVisit(), "2027-03-02T23:00:00Z", "2027-03-02")).toEqual(["cancelled"]);
    expect(outcomesNow(aVisit(), "2027-03-03T12:00:00Z", "2027-03-03")).toEqual(all);
  });

  it("leave out a part of one thing", () => {
    const single = aVisit({ activities: aVisit().activities.slice(0, 1) });
    expect(outcomesNow(single, "2027-03-05T12:00:00Z", "2027-03-05")).not.toContain("partly_done");
  });
});

describe("an outcome before it is sent", () => {
  const refused = (status: "" | "done" | "partly_done" | "missed", activities: string[], reason: string) =>
    outcomeProblem({ status, activities, reason }, aVisit())?.fields.map(({ field }) => field) ?? [];

  it("needs no reason when all is done", () => expect(refused("done", [], "")).toEqual([]));
  it("needs a reason when it was missed", () => expect(refused("missed", [], " ")).toEqual(["reason"]));
  it("needs a choice", () => expect(refused("", [], "")).toEqual(["status"]));
  it("needs some activities, not none and not all", () => {
    expect(refused("partly_done", [], "Vein")).toEqual(["activities_done"]);
    expect(refused("partly_done", ["blood_draw", "ct"], "Vein")).toEqual(["activities_done"]);
    expect(refused("partly_done", ["ct"], "Vein")).toEqual([]);
  });
});
