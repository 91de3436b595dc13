import { expect, test } from "vitest";
import type { PeopleTable } from "$lib/bindings";
import {
  allOf,
  EVERYBODY,
  groupOptions,
  isEverybody,
  roleIds,
  roleOptions,
  toggledRole,
} from "./filter";

const table: PeopleTable = {
  total: 1,
  rows: [],
  groups: [
    { group: "all", count: 7 },
    { group: "overdue", count: 0 },
  ],
  roles: [{ role: "professor", count: 2 }],
};

test("every group and role stands with its count, and zero stays", () => {
  expect(groupOptions(table).map(({ label, count }) => [label, count])).toEqual([
    ["All", 7],
    ["Has loans", 0],
    ["Overdue", 0],
    ["May not borrow", 0],
  ]);
  expect(roleOptions(table).map(({ name, count }) => [name, count])).toEqual([
    ["Student", 0],
    ["Professor", 2],
    ["Technician", 0],
  ]);
  expect(allOf(table)).toBe(7);
  expect(groupOptions(undefined)[0]?.count).toBe(0);
});

test("a role is chosen and taken back", () => {
  const [, professor] = roleOptions(table);
  const chosen = toggledRole([], professor?.id ?? -1);
  expect(chosen).toEqual(["professor"]);
  expect(roleIds(chosen)).toEqual([professor?.id]);
  expect(toggledRole(chosen, professor?.id ?? -1)).toEqual([]);
});

test("spaces alone narrow nothing", () => {
  expect(isEverybody({ ...EVERYBODY, text: "  " })).toBe(true);
  expect(isEverybody({ ...EVERYBODY, roles: ["student"] })).toBe(false);
});
