import { expect, test } from "vitest";
import { barsOf, lengthText } from "./usage";

test.each([
  [0, "0 min"],
  [59 * 60 + 59, "59 min"],
  [3600 + 52 * 60, "1 h 52"],
  [9 * 3600 + 5 * 60, "9 h 05"],
  [2 * 86_400 + 3 * 3600, "2 d 3 h"],
])("%d seconds are %s", (seconds, expected) => {
  expect(lengthText(seconds)).toBe(expected);
});

test("the longest bar is whole, the others are parts of it, and what is left out is counted", () => {
  const models = [20, 10, 5, 4, 3, 2, 1, 1].map((days, i) => ({ model: `Model ${i}`, days }));
  const { bars, others } = barsOf(models);
  expect(bars.map(({ percent }) => percent)).toEqual([100, 50, 25, 20, 15, 10]);
  expect(others).toBe(2);
  expect(barsOf([])).toEqual({ bars: [], others: 0 });
});
