import { expect, it } from "vitest";

import { pieces } from "./conversation";
import { aMessage, aThread } from "./testing";
import { together } from "./thread";

const at = (id: string, day = "2026-11-23", change: Parameters<typeof aMessage>[0] = {}) => aMessage({ id, at: `${day}T15:00:00Z`, ...change });
const shape = (all: ReturnType<typeof pieces>) => all.map(({ kind, key }) => (kind === "message" ? key : `${kind} ${key}`));

it("puts a day before its first message, on her own clock", () => {
  const late = aMessage({ id: "b", at: "2026-11-24T02:00:00Z" });
  expect(shape(pieces([at("a"), late], "America/New_York", null))).toEqual(["day 2026-11-23", "a", "b"]);
  expect(shape(pieces([at("a"), late], "UTC", null))).toEqual(["day 2026-11-23", "a", "day 2026-11-24", "b"]);
});

it("says before which message what is new begins", () => {
  expect(shape(pieces([at("a"), at("b")], "UTC", "b"))).toEqual(["day 2026-11-23", "a", "new new", "b"]);
});

it("reads a correction at what it corrects, where that is here, else by itself", () => {
  const all = pieces([at("a"), at("b", "2026-11-23", { corrects: "a" }), at("c", "2026-11-23", { corrects: "gone" })], "UTC", null);
  expect(shape(all)).toEqual(["day 2026-11-23", "a", "corrects b", "c"]);
  expect(all[1]).toMatchObject({ corrections: [{ id: "b" }] });
});

it("ends where two messages say that they correct each other", () => {
  expect(pieces([at("a", "2026-11-23", { corrects: "b" }), at("b", "2026-11-23", { corrects: "a" })], "UTC", null)).toHaveLength(3);
});

it("keeps older messages in front of the newest page where the two meet", () => {
  const known = aThread([at("1"), at("2"), at("3")], { more: true });
  const joined = together(known, aThread([at("2", "2026-11-23", { read: true }), at("3"), at("4")], { more: true }));
  expect(joined.messages.map(({ id }) => id)).toEqual(["1", "2", "3", "4"]);
  expect(joined.messages[0]?.read).toBe(true);
  expect(joined.more).toBe(true);
});

it("forgets older messages where some between may be missing", () => {
  const joined = together(aThread([at("1"), at("2")], { more: false }), aThread([at("8"), at("9")], { more: true }));
  expect(joined.messages.map(({ id }) => id)).toEqual(["8", "9"]);
  expect(joined.more).toBe(true);
});
