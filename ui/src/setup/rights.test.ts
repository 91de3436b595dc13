import { expect, test } from "vitest";
import type { Rights } from "$lib/bindings";
import { blocking, rightRows, switchedOff } from "./rights";

const all: Rights = {
  read_equipment: "allowed",
  read_labels: "allowed",
  change_labels: "allowed",
  read_activity: "allowed",
  read_people: "allowed",
  check_out: "allowed",
  check_in: "allowed",
  create_labels: "allowed",
  delete_equipment: "missing",
};

test("a missing required right blocks and is named as Snipe-IT names it", () => {
  const rows = blocking(rightRows({ ...all, change_labels: "missing" }));
  expect(rows.map((row) => row.lacking)).toEqual([["assets.edit"]]);
});

test("a missing optional right only switches something off", () => {
  const rows = rightRows({ ...all, check_in: "missing", read_activity: "missing" });
  expect(blocking(rows)).toEqual([]);
  expect(switchedOff(rows).map((row) => row.subject)).toEqual(["read_activity", "hand_over"]);
  expect(rows.at(-1)?.lacking).toEqual(["assets.checkin"]);
});

test("what an empty catalogue cannot tell blocks nothing", () => {
  const rows = rightRows({ ...all, change_labels: "unknown", check_out: "unknown" });
  expect([...blocking(rows), ...switchedOff(rows)]).toEqual([]);
  expect(rows.find((row) => row.subject === "change_labels")?.right).toBe("unknown");
});
