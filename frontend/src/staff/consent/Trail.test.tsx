import { fireEvent, screen, within } from "@testing-library/preact";
import { beforeEach, describe, expect, it } from "vitest";

import { accessible, atTheDesk, show } from "../testing";
import { aDetail, aLine } from "./testing";
import { Trail } from "./Trail";
import { factWords, trailWords } from "./trail";

beforeEach(() => atTheDesk(["consent.read"]));

describe("a line of the trail", () => {
  it.each([
    ["section", { section: "risk_stop", seconds: 130 }, "Read a chapter", "risk stop, 2 min, English"],
    ["quiz", { question: "free", option: "yes", right: false }, "Answered a question about the text", "free, yes, not right, English"],
    ["asked", { question: "0f7c1a90-1111", section: "risks", holds: true }, "Asked a question", "risks, Signing waits for this answer, English"],
    ["choices", { choices: { keep: true, share: false } }, "Set the optional uses", "keep: yes, share: no, English"],
    ["decided", { decision: "more_time" }, "Told the team", "Wants more time, English"],
    ["withdrew", { scope: "choice", choice: "keep" }, "Took back", "One optional use, keep, English"],
    ["something_new", {}, "something new", "English"],
  ])("%s says what happened and leaves ids out", (kind, facts, words, told) => {
    const entry = aLine({ kind, facts: { version: "2", ...facts } });
    expect([trailWords(entry), factWords(entry)]).toEqual([words, told]);
  });

  it("names who signed a paper", () => {
    const facts = { signatures: [{ role: "investigator", name: "Helen Marsh", date: "2027-01-08" }], scan: "ab12" };
    expect(factWords(aLine({ kind: "paper", language: null, facts }))).toBe("Helen Marsh (Investigator)");
  });
});

it("is folded away, tells all at first, and narrows to one kind", async () => {
  const trail = [
    aLine({ id: "3", kind: "in_force", who: "portal", facts: {} }),
    aLine({ id: "2" }),
    aLine({ id: "1", kind: "section", facts: { section: "risks" }, at: "2027-01-09T15:00:00Z" }),
  ];
  const { container } = show(<Trail detail={aDetail({ trail })} />);
  expect(container.querySelector("details")?.open).toBe(false);
  fireEvent.click(screen.getByText("Trail, 3 lines"));
  const list = screen.getByRole("list", { name: "Trail" });
  expect(within(list).getAllByRole("listitem")).toHaveLength(3);
  expect(list.textContent).toContain("Portal");
  expect(list.textContent).toMatch(/Sat 9 Jan 2027, 10:00\sam/);
  fireEvent.change(screen.getByLabelText("Show"), { target: { value: "reading" } });
  expect(within(list).getAllByRole("listitem")).toHaveLength(1);
  fireEvent.change(screen.getByLabelText("Show"), { target: { value: "questions" } });
  expect(screen.getByText("Nothing of this kind.")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Save all as CSV" }).getAttribute("href")).toBe(
    "/api/staff/participants/person-1/consent/trail.csv",
  );
  await accessible(container);
});
