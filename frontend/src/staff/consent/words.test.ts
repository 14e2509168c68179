import { beforeAll, describe, expect, it } from "vitest";

import { atTheDesk } from "../testing";
import type { ConsentRow } from "./data";
import { aRow } from "./testing";
import { stageWords, teamActs } from "./words";

beforeAll(() => atTheDesk());

const calm = { awaited: [], open_questions: 0 };

describe("where a participant stands", () => {
  it.each<[string, Partial<ConsentRow>, RegExp]>([
    ["whose signature is missing", { stage: "signed", awaited: ["investigator"] }, /Still to sign: the investigator\.$/],
    ["that signing waits", { stage: "question_open", held: true, open_questions: 1, awaited: [] }, /signing waits for it/],
    ["by when", { ...calm, stage: "sign_again", sign_by: "2027-02-03" }, /by Wed 3 Feb 2027\. The participant acts next/],
    ["that it is late", { ...calm, stage: "sign_again", sign_by: "2027-02-03", overdue: true }, /was to be signed by Wed 3 Feb/],
    ["both things that wait", { stage: "sign_again", awaited: ["investigator"] }, /signed before: the investigator\.$/],
    ["a question beside a no", { stage: "declined", awaited: [], open_questions: 1 }, /A question waits for an answer of the team\.$/],
    ["that nobody acts", { ...calm, stage: "in_force" }, /Nobody needs to act\.$/],
  ])("says %s", (_, change, words) => {
    expect(stageWords(aRow(change))).toMatch(words);
  });

  it("tells what waits for the team from what does not", () => {
    expect(teamActs(aRow(calm))).toBe(false);
    expect(teamActs(aRow({ ...calm, open_questions: 1 }))).toBe(true);
    expect(teamActs(aRow({ ...calm, awaited: ["investigator"] }))).toBe(true);
  });
});
