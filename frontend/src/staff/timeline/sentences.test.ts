import { beforeAll, describe, expect, it } from "vitest";

import { atTheDesk } from "../testing";
import type { Happening } from "./data";
import { linkOf } from "./links";
import { noteOf, sentenceOf } from "./sentences";
import { aHappening, aReader } from "./testing";

beforeAll(() => atTheDesk());

const said = (what: Happening["what"], facts: Happening["facts"] = {}, change: Partial<Happening> = {}) =>
  sentenceOf(aHappening({ what, facts, ...change }), aReader());

describe("who did what", () => {
  it.each<[Happening["what"], Happening["facts"], string]>([
    ["visit.done", {}, "Grace Okafor noted Month 6 as done"],
    ["visit.booked", {}, "Grace Okafor booked Month 6"],
    ["check_in.sent", { urgency: "call_now" }, "Grace Okafor sent a check-in that raised an alert"],
    ["check_in.sent", { urgency: null }, "Grace Okafor sent a check-in"],
    ["alert.raised", { urgency: "call_now" }, "A check-in raised an alert: call now"],
    ["alert.taken_over", { had: "Helen Marsh" }, "Grace Okafor took the alert over from Helen Marsh"],
    ["alert.not_reached", { way: "phone" }, "Grace Okafor tried to reach Eleanor Whitfield by phone, without success"],
    ["alert.closed", { outcome: "advice" }, "Grace Okafor closed the alert: advice given"],
    ["consent.decided", { decision: "more_time" }, "Grace Okafor wants more time for the consent"],
    ["consent.countersigned", { version: "2", role: "investigator" }, "Grace Okafor signed consent 2 as the investigator"],
    ["consent.withdrew", { scope: "everything" }, "Grace Okafor took the whole consent back"],
    ["participant.status", { old: "screening", new: "enrolled" }, "Grace Okafor changed the status from Screening to Enrolled"],
    ["participant.added", {}, "Grace Okafor added FH-001"],
    ["notice.by_hand", { about: "visit", whom: "Walter" }, "Grace Okafor sent Walter a reminder about a visit"],
    ["notice.sent", { about: "check_in", whom: "Walter" }, "A notice about a check-in went out to Walter"],
    ["notice.opened", { about: "news", whom: "Walter" }, "Walter opened a notice about news"],
    ["notice.failed", { about: "consent", whom: "Walter" }, "A notice about the consent did not reach Walter"],
    [
      "notice.handled",
      { about: "message", whom: "Walter" },
      "Grace Okafor took care of a notice about a message that did not reach Walter",
    ],
  ])("%s", (what, facts, sentence) => {
    expect(said(what, facts)).toBe(sentence);
  });

  it("says the times of a visit by the clock of its site", () => {
    const facts = { from: "2027-03-10T14:30:00+00:00", to: "2027-03-11T15:00:00+00:00" };
    expect(said("visit.moved", facts)).toMatch(
      /^Grace Okafor moved Month 6 from Wed 10 Mar 2027, 9:30\sam to Thu 11 Mar 2027, 10:00\sam$/,
    );
  });

  it("names the times that were asked for", () => {
    const proposals = [{ date: "2027-03-11", part: "morning" }];
    expect(said("visit.time_asked", { proposals })).toBe(
      "Grace Okafor asked for another time for Month 6: Thu 11 Mar 2027, morning",
    );
  });

  it("names the claim, its visit and the sum that went out", () => {
    const claim = { reference: "7F3A-92BC", visit_id: "visit-1" };
    expect(said("claim.sent", claim)).toBe("Grace Okafor sent claim 7F3A-92BC for Month 6");
    expect(said("claim.paid", { ...claim, amount: 7675, currency: "USD" })).toBe(
      "Grace Okafor noted $76.75 for claim 7F3A-92BC as paid",
    );
  });

  it("says what the portal did by itself, and speaks of a visit that is not in the schedule", () => {
    expect(said("visit.cancelled", {}, { by: null, object_id: "gone" })).toBe("The portal cancelled a visit");
  });
});

describe("what changed in the record", () => {
  it("is said whole where it is one thing", () => {
    expect(said("participant.changed", { before: { phone: "+13055550141" }, after: { phone: "+13055550199" } })).toBe(
      "Grace Okafor changed phone from +13055550141 to +13055550199",
    );
    expect(said("participant.changed", { before: { anchors: {} }, after: { anchors: { last_dose: "2027-01-04" } } })).toBe(
      "Grace Okafor set day of the last dose: Mon 4 Jan 2027",
    );
    expect(said("participant.changed", { before: { phone: "+13055550141" }, after: { phone: null } })).toBe(
      "Grace Okafor removed phone: +13055550141",
    );
  });

  it("is named where it is several things", () => {
    const facts = { before: { name: "A", email: "a@example.org" }, after: { name: "B", email: "b@example.org" } };
    expect(said("participant.changed", facts)).toBe("Grace Okafor changed name and email");
  });
});

it("shows a note only where somebody wrote one", () => {
  expect(noteOf(aHappening({ facts: { note: "She called back" } }))).toBe("She called back");
  expect(noteOf(aHappening({ facts: {} }))).toBe("");
});

it.each<[Partial<Happening>, string]>([
  [{ about: "visit", object_id: "visit-1" }, "/staff/participants/person-1/visits?visit=visit-1"],
  [{ about: "alert", object_id: "alert-1" }, "/staff/alerts/alert-1"],
  [{ about: "report", object_id: "report-1" }, "/staff/alerts/reports/person-1/report-1"],
  [{ about: "claim", object_id: "claim-1" }, "/staff/claims/claim-1"],
  [{ about: "consent", object_id: "consent-1" }, "/staff/consent/person-1"],
  [{ about: "participant", kind: "check_ins" }, "/staff/participants/person-1/check-ins"],
  [{ about: "participant", kind: "status" }, "/staff/participants/person-1/facts"],
])("leads to its thing: %o", (change, address) => {
  expect(linkOf(aHappening(change), "person-1")).toBe(address);
});
