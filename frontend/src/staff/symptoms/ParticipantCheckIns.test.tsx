import { fireEvent, screen } from "@testing-library/preact";
import { beforeEach, expect, it } from "vitest";

import { accessible, answering, atTheDesk, show } from "../testing";
import { ParticipantCheckIns } from "./ParticipantCheckIns";
import { aHistory, anAlert } from "./testing";

const HISTORY = "GET /api/staff/participants/person-1/check-ins";
const open = () => show(<ParticipantCheckIns id="person-1" />);

beforeEach(() => atTheDesk(["check_ins.read", "check_ins.write"]));

it("draws what was ever there, says it in words, and the same in a table with the visits", async () => {
  answering({ [HISTORY]: { body: aHistory({ alerts: [anAlert()] }) } });
  const { container } = open();
  const chart = await screen.findByRole("img", { name: /^Pain: 2 reports\. Highest Strong, last Strong/ });
  expect(chart.getAttribute("aria-label")).toContain("Visits in this time: 1.");
  expect(chart.querySelectorAll("circle")).toHaveLength(2);
  expect(screen.getByText("Never above none: Cough.")).toBeTruthy();
  fireEvent.click(screen.getByText("As a table"));
  const table = screen.getByRole("table", { name: "Pain" });
  const cells = [...table.querySelectorAll("tr")].map((row) => [...row.children].map((cell) => cell.textContent));
  expect(cells.map(([, ...rest]) => rest)).toEqual([
    ["How strong", "In the way"],
    ["Strong", "A little"],
    ["Visit: Month 6"],
    ["None", "Not asked"],
  ]);
  expect(screen.getByRole("link", { name: "Open the alert" }).getAttribute("href")).toBe("/staff/alerts/alert-1");
  expect(screen.getAllByRole("link", { name: "Open the report" })).toHaveLength(2);
  await accessible(container);
});

it("opens the form for a report on the phone, only for whom may enter one", async () => {
  answering({ [HISTORY]: { body: aHistory({ reports: [], scales: [] }) } });
  const { unmount } = open();
  await screen.findByText("No report came yet");
  fireEvent.click(screen.getByRole("button", { name: "Enter a report on the phone" }));
  expect(screen.getByRole("form", { name: "Enter a report on the phone" })).toBeTruthy();
  unmount();
  await atTheDesk(["check_ins.read"]);
  open();
  await screen.findByText("No report came yet");
  expect(screen.queryByRole("button")).toBeNull();
});
