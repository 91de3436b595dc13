import { expect, test } from "vitest";
import type { DayMark, EquipmentDay } from "$lib/bindings";
import { daysInWords, legendOf, nextChange } from "./days";

const today = new Date(2026, 9, 14, 10, 0);

/** Fourteen days from 14 October, given as so many of each mark. */
function days(...marks: [count: number, mark: DayMark][]): EquipmentDay[] {
  const all = marks.flatMap(([count, mark]) => Array.from({ length: count }, () => mark));
  return all.map((mark, i) => ({ day: `2026-10-${14 + i}`, mark }));
}

const overdue = days([1, "overdue"], [4, "unknown"], [5, "wanted"], [4, "unknown"]);

test("days that are alike are told together", () => {
  expect(daysInWords(overdue, today)).toBe(
    "14 Oct overdue, 15–18 Oct unknown until returned, 19–23 Oct wanted, " +
      "24–27 Oct unknown until returned",
  );
  expect(daysInWords(days([14, "free"]), today)).toBe("14–27 Oct free");
});

test("the legend explains the marks that are there, each once", () => {
  expect(legendOf(overdue)).toEqual(["overdue", "wanted", "unknown"]);
});

test.each<[string, EquipmentDay[], string]>([
  ["overdue and asked for", overdue, "wanted again Mon 19 Oct"],
  ["free and asked for", days([5, "free"], [9, "wanted"]), "wanted from Mon 19 Oct"],
  ["out and promised next", days([3, "out"], [11, "reserved"]), "reserved from Sat 17 Oct"],
  ["out and then free", days([3, "out"], [11, "free"]), "free again Sat 17 Oct"],
  ["free", days([14, "free"]), "free throughout"],
  ["overdue", days([1, "overdue"], [13, "unknown"]), ""],
  ["nothing known", [], ""],
])("%s: the next change", (_, given, words) => {
  expect(nextChange(given, today)).toBe(words);
});
