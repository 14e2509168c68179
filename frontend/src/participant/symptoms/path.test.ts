import { expect, it } from "vitest";

import { after, askedIn, before, fitting, goOn, symptomOf, toSend } from "./path";
import { aCheckIn } from "./testing";

const checkIn = aCheckIn();
const keys = (answers: Record<string, number | null>) => askedIn(checkIn, answers).map(({ key }) => key);

it("asks the later questions of a symptom only where the first was answered and not with 0", () => {
  expect(keys({})).toEqual(["pain.frequency", "cough.severity", "lump.presence"]);
  expect(keys({ "pain.frequency": 0 })).toEqual(["pain.frequency", "cough.severity", "lump.presence"]);
  expect(keys({ "pain.frequency": null })).toEqual(["pain.frequency", "cough.severity", "lump.presence"]);
  expect(keys({ "pain.frequency": 1 })).toEqual(["pain.frequency", "pain.severity", "cough.severity", "lump.presence"]);
});

it("sends each question that is asked, null where it was skipped, and none that is not", () => {
  expect(toSend(checkIn, { "pain.frequency": 0, "pain.severity": 4 })).toEqual({
    ...{ "pain.frequency": 0, "cough.severity": null, "lump.presence": null },
  });
  expect(toSend(checkIn, { "pain.frequency": 2, "cough.severity": 1 })).toEqual({
    ...{ "pain.frequency": 2, "pain.severity": null, "cough.severity": 1, "lump.presence": null },
  });
});

it("keeps the answers that other questions still have a place for", () => {
  const old = { "pain.frequency": 4, "lump.presence": 3, "gone.severity": 1, "cough.severity": null };
  expect(fitting(checkIn, old)).toEqual({ "pain.frequency": 4, "cough.severity": null });
});

it("neither sends an answer that no longer fits nor takes its question for answered", () => {
  const old = { "pain.frequency": 9, "cough.severity": 0, "lump.presence": 0 };
  expect(toSend(checkIn, old)).toEqual({ "pain.frequency": null, "cough.severity": 0, "lump.presence": 0 });
  expect(goOn(checkIn, old)).toBe("/check-in/symptoms/pain~frequency");
});

it("leads from question to question, then to the note", () => {
  const answers = { "pain.frequency": 1, "pain.severity": 1 };
  expect(after(checkIn, answers, "pain.frequency", false)).toBe("/check-in/symptoms/pain~severity");
  expect(after(checkIn, answers, "pain.severity", false)).toBe("/check-in/symptoms/cough~severity");
  expect(after(checkIn, answers, "lump.presence", false)).toBe("/check-in/symptoms/note");
  expect(after(aCheckIn({ note: null }), answers, "lump.presence", false)).toBe("/check-in/symptoms/review");
});

it("leads from the review through one symptom and back to the review", () => {
  const answers = { "pain.frequency": 1 };
  expect(after(checkIn, answers, "pain.frequency", true)).toBe("/check-in/symptoms/pain~severity?back=review");
  expect(after(checkIn, answers, "pain.severity", true)).toBe("/check-in/symptoms/review");
  expect(after(checkIn, { "pain.frequency": 0 }, "pain.frequency", true)).toBe("/check-in/symptoms/review");
  expect(after(checkIn, answers, "lump.presence", true)).toBe("/check-in/symptoms/review");
});

it("leads back to the question before, and from the first to the start", () => {
  expect(before(checkIn, {}, "pain.frequency")).toBe("/check-in");
  expect(before(checkIn, { "pain.frequency": 0 }, "cough.severity")).toBe("/check-in/symptoms/pain~frequency");
  expect(before(checkIn, { "pain.frequency": 1 }, "cough.severity")).toBe("/check-in/symptoms/pain~severity");
  expect(before(checkIn, {})).toBe("/check-in/symptoms/lump~presence");
});

it("goes on at the first question without an answer; a skipped one has its answer", () => {
  expect(goOn(checkIn, {})).toBe("/check-in/symptoms/pain~frequency");
  expect(goOn(checkIn, { "pain.frequency": null })).toBe("/check-in/symptoms/cough~severity");
  expect(goOn(checkIn, { "pain.frequency": 0, "cough.severity": 0, "lump.presence": 0 })).toBe("/check-in/symptoms/note");
});

it("counts symptoms, not questions", () => {
  expect(symptomOf(checkIn, "pain.severity")).toMatchObject({ number: 1, of: 3 });
  expect(symptomOf(checkIn, "cough.severity")).toMatchObject({ number: 2, of: 3 });
  expect(symptomOf(checkIn, "fever.severity")).toBeNull();
});
