import { expect, it } from "vitest";

import { barsOf, heightAt } from "./bars";

const frame = { width: 120, height: 100, top: 20, bottom: 10 };

it("puts each bar on the floor, the highest up to the top", () => {
  const bars = barsOf([0, 50, 100], 100, frame);
  expect(bars.map(({ height }) => height)).toEqual([0, 35, 70]);
  expect(bars.every(({ y, height }) => y + height === 90)).toBe(true);
  expect(bars.map(({ middle }) => middle)).toEqual([20, 60, 100]);
  expect(heightAt(100, 100, frame)).toBe(20);
});

it("leaves room for words at the start, and makes no bar wider than the eye takes for one", () => {
  const bars = barsOf([1, 1], 1, { ...frame, width: 640, start: 40 });
  expect(bars.map(({ x }) => x)).toEqual([168, 468]);
  expect(bars.every(({ width }) => width === 44)).toBe(true);
});
