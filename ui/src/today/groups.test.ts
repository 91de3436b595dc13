import { expect, test } from "vitest";
import type { Today } from "$lib/bindings";
import { emptyDay, today } from "../dev/samples/today";
import { across, allRows, inHand, isEmpty, keyOf, rowsOf, step, type Row } from "./groups";

const day = today();
const rows = allRows(day);
const first = (group: Row["group"]) => rows.find((row) => row.group === group)!;

test("the keys go down each column and on to the top of the next", () => {
  const order = rows.map(({ group }) => group);
  const once = order.filter((group, i) => group !== order[i - 1]);
  expect(once).toEqual([
    "to_decide",
    "to_hand_over",
    "due_today",
    "overdue",
    "discrepancies",
    "in_doubt",
  ]);
  expect(once.map(keyOf)).toEqual(["1", "2", "3", "4", "5", "6"]);
  expect(step(rows, rows[5], 1), "from the last request to the first loan").toBe(rows[6]);
  expect(step(rows, rows[0], -1), "it stops at the top").toBe(rows[0]);
  expect(step(rows, rows[0], Infinity)).toBe(rows.at(-1));
});

test("sideways leads to a row about as far down, past empty columns", () => {
  expect(across(rows, rows[1], 1)).toMatchObject({ group: "to_hand_over", id: "unit718" });
  expect(across(rows, first("overdue"), 1), "there is no column beyond").toBe(first("overdue"));
  const none = { count: 0, rows: [] };
  const bare: Today = { ...day, to_hand_over: { ...none, holds_ending: 0 }, due_today: none };
  const left = allRows(bare);
  expect(across(left, left[0], 1)?.group).toBe("overdue");
  expect(
    across(
      left,
      left.find(({ group }) => group === "overdue"),
      -1,
    )?.group,
  ).toBe("to_decide");
});

test("rows that are not shown stand in one last row", () => {
  const crowded = { ...day, overdue: { ...day.overdue, count: 72 } };
  expect(rowsOf(crowded, "overdue").at(-1)).toMatchObject({ kind: "more", count: 70 });
  expect(rowsOf(day, "overdue").every(({ kind }) => kind === "loan")).toBe(true);
});

test("a row that left hands over to the next of its group, the last to the one before", () => {
  const spot = (row: Row) => ({ id: row.id, group: row.group, at: rows.indexOf(row) });
  const without = (row: Row) => rows.filter((other) => other !== row);
  expect(inHand(without(rows[6]!), spot(rows[6]!))).toBe(rows[7]);
  expect(inHand(without(rows[9]!), spot(rows[9]!)), "the last to hand over").toBe(rows[8]);
  expect(inHand([rows[8]!, ...rows.slice(0, 8)], spot(rows[8]!)), "known by its id").toBe(rows[8]);
  expect(inHand([], spot(rows[0]!))).toBeUndefined();
  expect(inHand(rows, undefined), "the first, before anything was taken in hand").toBe(rows[0]);
});

test("a day is empty when every group is", () => {
  expect(isEmpty(emptyDay())).toBe(true);
  expect(isEmpty({ ...emptyDay(), in_doubt: { count: 1, rows: [] } })).toBe(false);
});
