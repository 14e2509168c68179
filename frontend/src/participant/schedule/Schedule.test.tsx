import "fake-indexeddb/auto";

import { screen } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import type { SchedulePhase } from "../../api";
import { wipe } from "../../offline/store";
import { forgetAll } from "../data/resource";
import { accessible, answering, aSchedule, aVisit, inside, planned, show } from "../testing";
import { SchedulePage } from "./SchedulePage";

const SCHEDULE = "GET /api/me/schedule";

const monitoring: SchedulePhase = {
  key: "monitoring",
  name: "Monitoring",
  starts_on: "2098-09-01",
  ends_on: "2101-09-01",
  current: true,
  past: false,
  number: 7,
  of: 36,
  unit: "month",
  visits: [
    aVisit({ id: "done", label: "Week 6", status: "done", local_date: "2098-10-13" }),
    planned({ id: "late", label: "Month 3", late: true, window: { start: "2099-02-01", target: "2099-02-08", end: "2099-02-15" } }),
    aVisit(),
    planned({ id: "next", label: "Month 9", window: { start: "2099-06-03", target: "2099-06-10", end: "2099-06-17" } }),
  ],
};

beforeEach(async () => {
  await wipe();
  forgetAll();
  await inside("en");
});

it("shows the phase with its month, folds what is done and marks today", async () => {
  answering({ [SCHEDULE]: { body: aSchedule({ phases: [monitoring] }) } });
  const { container } = show(<SchedulePage />);
  expect(await screen.findByRole("heading", { name: "Monitoring, month 7 of 36" })).toBeTruthy();
  expect(screen.getByText("1 past visit").closest("details")?.open).toBe(false);
  const rows = [...container.querySelectorAll("section > ol > li")].map((row) => row.textContent.replaceAll("\u00a0", " "));
  expect(rows).toEqual([
    "Between 1 and 15 FebruaryMonth 3: Monitoring visitOverdue. If no one has called you yet, call the team.",
    "Today, Thursday 5 March",
    "Tuesday 10 March, 9:30 amMonth 6: Monitoring visitSay if you can come",
    "Between 3 and 17 JuneMonth 9: Monitoring visit",
  ]);
  await accessible(container);
});

it("says when the first visits will be there", async () => {
  answering({ [SCHEDULE]: { body: aSchedule() } });
  const { container } = show(<SchedulePage />);
  expect(await screen.findByText(/as soon as your study team has set the first dates/)).toBeTruthy();
  await accessible(container);
});

it("tells somebody who left that no more is planned", async () => {
  const over = { ...monitoring, current: false, number: null, visits: monitoring.visits.slice(0, 1) };
  const later = { ...monitoring, key: "follow_up", name: "Follow-up", current: false, visits: [] };
  answering({ [SCHEDULE]: { body: aSchedule({ status: "withdrawn", phases: [over, later] }) } });
  show(<SchedulePage />);
  expect(await screen.findByText("No more visits are planned.")).toBeTruthy();
  expect(screen.queryByText("Follow-up")).toBeNull();
});
