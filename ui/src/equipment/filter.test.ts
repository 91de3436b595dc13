import { expect, test } from "vitest";
import type { EquipmentList } from "$lib/bindings";
import {
  chipsOf,
  EVERYTHING,
  filterOf,
  groupOptions,
  isEverything,
  shownText,
  toggled,
} from "./filter";
import { facets } from "./samples";

const lab = { id: 7, name: "Lab 2.14" };
const measurement = { id: 1, name: "Measurement" };
const list: EquipmentList = { all: 1284, matching: 168, rows: [], read_at: null };

test("what is chosen is what the core is asked for", () => {
  expect(filterOf(EVERYTHING)).toEqual({
    text: "",
    group: null,
    categories: [],
    locations: [],
    free_throughout: false,
  });
  const choice = { ...EVERYTHING, group: "overdue", categories: [measurement] } as const;
  expect(filterOf({ ...choice, categories: [measurement], locations: [lab] })).toMatchObject({
    group: "overdue",
    categories: [1],
    locations: [7],
  });
});

test("every choice has a chip that takes away that choice alone", () => {
  const choice = {
    text: "rigol",
    group: "available" as const,
    categories: [measurement],
    locations: [lab],
    freeThroughout: true,
  };
  const chips = chipsOf(choice);

  expect(chips.map(({ label }) => label)).toEqual([
    "Available",
    "Measurement",
    "Lab 2.14",
    "Free for 14 days",
  ]);
  expect(chips[0]?.without).toEqual({ ...choice, group: "all" });
  expect(chips[1]?.without).toEqual({ ...choice, categories: [] });
  expect(chips[2]?.without).toEqual({ ...choice, locations: [] });
  expect(chips[3]?.without).toEqual({ ...choice, freeThroughout: false });
});

test("a value chosen twice is no longer chosen", () => {
  expect(toggled([measurement], lab)).toEqual([measurement, lab]);
  expect(toggled([measurement, lab], measurement)).toEqual([lab]);
});

test("availability counts each group, and one that nobody told counts as none", () => {
  const options = groupOptions(facets({ available: 602, overdue: 2 }));
  const counts = options.map(({ label, count }) => [label, count]);
  expect(counts).toEqual([
    ["All", 1284],
    ["Available", 602],
    ["Reserved", 0],
    ["Checked out", 0],
    ["Overdue", 2],
    ["Not lendable", 0],
    ["Gone", 0],
  ]);
});

test("the header tells the part of the whole, which what is gone is no part of", () => {
  expect(shownText(EVERYTHING, { ...list, matching: 1284 })).toBe("1\u202f284");
  expect(shownText({ ...EVERYTHING, text: "rigol" }, list)).toBe("168 of 1\u202f284");
  expect(shownText({ ...EVERYTHING, group: "gone" }, { ...list, matching: 3 })).toBe("3");
});

test("spaces alone narrow nothing", () => {
  expect(isEverything({ ...EVERYTHING, text: "  " })).toBe(true);
  expect(isEverything({ ...EVERYTHING, text: "a" })).toBe(false);
});
