import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, it, vi } from "vitest";

import { activeKeys, pressed, turnKeys, useKeys } from "./keys";

afterEach(() => turnKeys(true));

function Listening({ run }: { run: () => void }) {
  useKeys([{ key: "j", label: "keys.next", run }]);
  return <input aria-label="Text" />;
}

const press = (init: KeyboardEventInit, target: EventTarget = document.body) => {
  const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init });
  Object.defineProperty(event, "target", { value: target });
  return pressed(event);
};

it("acts on its key, and no longer when its component is gone", () => {
  const run = vi.fn();
  render(<Listening run={run} />);
  expect(press({ key: "j" })).toBe(true);
  expect(press({ key: "x" })).toBe(false);
  cleanup();
  expect(press({ key: "j" })).toBe(false);
  expect(run).toHaveBeenCalledOnce();
});

it("leaves letters to whoever types, and shortcuts of the browser alone", () => {
  const run = vi.fn();
  render(<Listening run={run} />);
  expect(press({ key: "j" }, screen.getByLabelText("Text"))).toBe(false);
  expect(press({ key: "j", ctrlKey: true })).toBe(false);
  expect(press({ key: "j", metaKey: true })).toBe(false);
  expect(run).not.toHaveBeenCalled();
});

it("can be turned off, and remembers it", () => {
  const run = vi.fn();
  render(<Listening run={run} />);
  turnKeys(false);
  expect(press({ key: "j" })).toBe(false);
  expect(localStorage.getItem("desk-keys")).toBe("off");
});

it("gives a key to the latest that took it, and lists it once", () => {
  const [first, second] = [vi.fn(), vi.fn()];
  render(<Listening run={first} />);
  render(<Listening run={second} />);
  fireEvent.keyDown(document.body, { key: "j" });
  press({ key: "j" });
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
  expect(activeKeys().map(({ key }) => key)).toEqual(["j"]);
});
