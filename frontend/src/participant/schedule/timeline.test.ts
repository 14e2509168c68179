import { expect, it } from "vitest";

import type { SchedulePhase } from "../../api";
import { aSchedule, aVisit, planned } from "../testing";
import { timeline } from "./timeline";

const done = (id: string, day: string) => aVisit({ id, status: "done", local_date: day });
const open = (id: string, end: string) => planned({ id, window: { start: end, target: end, end } });

const phase = (key: string, change: Partial<SchedulePhase>): SchedulePhase => ({
  key,
  name: key,
  starts_on: null,
  ends_on: null,
  current: false,
  past: false,
  number: null,
  of: null,
  unit: null,
  visits: [],
  ...change,
});

const shown = (phases: SchedulePhase[], change = {}) =>
  timeline(aSchedule({ today: "2099-03-05", phases, ...change })).map((part) => ({
    past: part.past.map((visit) => visit.id),
    ahead: part.ahead.map((visit) => visit?.id ?? "TODAY"),
  }));

it("folds what is over and marks today before what comes", () => {
  const visits = [done("a", "2099-01-10"), open("late", "2099-03-04"), open("b", "2099-03-05"), open("c", "2099-06-01")];
  expect(shown([phase("monitoring", { visits })])).toEqual([{ past: ["a"], ahead: ["late", "TODAY", "b", "c"] }]);
});

it("keeps a visit of today with what comes until it is done", () => {
  const visits = [aVisit({ id: "now", local_date: "2099-03-05" })];
  expect(shown([phase("monitoring", { visits })])).toEqual([{ past: [], ahead: ["TODAY", "now"] }]);
  const over = [done("now", "2099-03-05")];
  expect(shown([phase("monitoring", { visits: over })])).toEqual([{ past: ["now"], ahead: ["TODAY"] }]);
});

it("does not fold a cancelled visit that is still ahead", () => {
  const visits = [aVisit({ id: "x", status: "cancelled", local_date: "2099-04-01" })];
  expect(shown([phase("monitoring", { visits })])).toEqual([{ past: [], ahead: ["TODAY", "x"] }]);
});

it("marks today once, in the phase where the next visit is", () => {
  const parts = shown([
    phase("screening", { visits: [done("a", "2099-01-10")] }),
    phase("monitoring", { visits: [open("b", "2099-03-09")] }),
    phase("follow_up", { visits: [open("c", "2099-09-09")] }),
  ]);
  expect(parts.map((part) => part.ahead)).toEqual([[], ["TODAY", "b"], ["c"]]);
});

it("marks today after the last visit of somebody who left, and shows no phases to come", () => {
  const phases = [
    phase("screening", { visits: [done("a", "2099-01-10")] }),
    phase("monitoring", { visits: [done("b", "2099-02-10")] }),
    phase("follow_up", {}),
  ];
  expect(shown(phases, { status: "withdrawn" })).toEqual([
    { past: ["a"], ahead: [] },
    { past: ["b"], ahead: ["TODAY"] },
  ]);
});
