import { beforeAll, describe, expect, it } from "vitest";

import { aParticipant, atTheDesk } from "../testing";
import { changesOf, speakingOf, whatWords, whoWords } from "./words";

beforeAll(() => atTheDesk());
const speaking = speakingOf(aParticipant());

describe("the history in words", () => {
  it("calls a visit by its name and everything else by its kind", () => {
    const row = { action: "changed", kind: "visit", object_id: "visit-1" };
    expect(whatWords(row, speaking)).toBe("Month 6 changed");
    expect(whatWords({ ...row, object_id: "another" }, speaking)).toBe("Visit changed");
    expect(whatWords({ ...row, action: "merged", kind: "side_note", object_id: "another" }, speaking)).toBe("Side note merged");
  });

  it("names a person with her role, and the portal with the part of it that acted", () => {
    expect(whoWords({ by: "Grace Okafor", actor: "coordinator" })).toEqual({ who: "Grace Okafor", role: "coordinator" });
    expect(whoWords({ by: "portal: planner", actor: "portal: planner" })).toEqual({ who: "The portal (planner)", role: "" });
    expect(whoWords({ by: "portal", actor: "portal" })).toEqual({ who: "The portal", role: "" });
  });

  it("says times in the clock of the site and states by their words", () => {
    const before = { status: "planned", starts_at: null, changed_at: "2027-01-01T00:00:00Z" };
    const after = { status: "booked", starts_at: "2027-03-10T14:30:00+00:00", changed_at: "2027-01-02T00:00:00Z" };
    expect(changesOf(before, after, speaking)).toEqual([
      { name: "Status", before: "To book", after: "Booked" },
      { name: "Time", before: "", after: expect.stringMatching(/^Wed 10 Mar 2027, 9:30\sam$/) as string },
    ]);
  });

  it("shows the one anchor date that changed, by its label", () => {
    const before = { anchors: { consent: "2027-01-04", last_dose: "2027-02-01" } };
    const after = { anchors: { consent: "2027-01-04", last_dose: "2027-02-08" } };
    expect(changesOf(before, after, speaking)).toEqual([
      { name: "Day of the last dose", before: "Mon 1 Feb 2027", after: "Mon 8 Feb 2027" },
    ]);
  });

  it("names the times that a participant asks for", () => {
    const proposals = [
      { date: "2027-03-10", part: "morning" },
      { date: "2027-03-12", part: "afternoon" },
    ];
    const [change] = changesOf(null, { proposals }, speaking);
    expect(change).toEqual({
      name: "Proposals",
      before: "",
      after: "Wed 10 Mar 2027, morning; Fri 12 Mar 2027, afternoon",
    });
  });

  it("counts planned visits instead of listing them, and hides ids", () => {
    const after = { id: "x", participant_id: "y", visits: [{ id: "1" }, { id: "2" }] };
    expect(changesOf(null, after, speaking)).toEqual([{ name: "Visits", before: "", after: "2 visits" }]);
  });
});
