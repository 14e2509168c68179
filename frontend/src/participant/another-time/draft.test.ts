import { expect, it } from "vitest";

import { changeProposal, discard, draftOf, type Draft, faults, filled, outsideWindow } from "./draft";
import { uuid } from "./uuid";

const TODAY = "2099-03-05";
const EMPTY = { date: "", part: null };

function draft(...proposals: Partial<Draft["proposals"][0]>[]): Draft {
  const [one = {}, two = {}, three = {}] = proposals;
  return {
    requestId: "r",
    note: "",
    proposals: [
      { ...EMPTY, ...one },
      { ...EMPTY, ...two },
      { ...EMPTY, ...three },
    ],
  };
}

it("needs a first day with its part, and lets the others be left out", () => {
  expect(faults(draft(), 0, TODAY)).toEqual({ date: "request.day.missing", part: "request.part.missing" });
  expect(faults(draft({ date: "2099-03-06", part: "morning" }), 0, TODAY)).toEqual({});
  expect(faults(draft(), 1, TODAY)).toEqual({});
});

it("takes half a proposal for none", () => {
  expect(faults(draft({}, { part: "midday" }), 1, TODAY)).toEqual({ date: "request.day.missing" });
  expect(faults(draft({}, { date: "2099-03-06" }), 1, TODAY)).toEqual({ part: "request.part.missing" });
});

it.each(["2099-03-05", "2099-03-04"])("refuses %s, which is not after today", (date) => {
  expect(faults(draft({ date, part: "morning" }), 0, TODAY).date).toBe("request.day.past");
});

it("refuses the same time twice, but not another part of the same day", () => {
  const first = { date: "2099-03-06", part: "morning" } as const;
  expect(faults(draft(first, first), 1, TODAY).date).toBe("request.day.same");
  expect(faults(draft(first, { ...first, part: "midday" }), 1, TODAY)).toEqual({});
});

it("knows a day outside the window without forbidding it", () => {
  const window = { start: "2099-03-03", end: "2099-03-17" };
  expect(["2099-03-02", "2099-03-03", "2099-03-17", "2099-03-18", ""].map((day) => outsideWindow(day, window))).toEqual([
    true,
    false,
    false,
    true,
    false,
  ]);
});

it("keeps one id until the request is sent, then makes another", () => {
  const { requestId } = draftOf("visit");
  changeProposal("visit", 1, { date: "2099-03-06", part: "midday" });
  expect(draftOf("visit").requestId).toBe(requestId);
  expect(filled(draftOf("visit"))).toEqual([{ date: "2099-03-06", part: "midday" }]);
  discard("visit");
  expect(draftOf("visit").requestId).not.toBe(requestId);
  expect(filled(draftOf("visit"))).toEqual([]);
});

it("makes ids of the right form", () => {
  expect(uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
