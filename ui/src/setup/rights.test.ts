import { expect, test } from "vitest";
import type { Rights } from "$lib/bindings";
import { EVERY_RIGHT } from "../dev/samples/rights";
import { blocking, rightRows, switchedOff } from "./rights";

const all: Rights = { ...EVERY_RIGHT, delete_equipment: "missing" };

test("a missing required right blocks and is named as Snipe-IT names it", () => {
  const rows = blocking(rightRows({ ...all, change_labels: "missing" }));
  expect(rows.map((row) => row.lacking)).toEqual([["assets.edit"]]);
});

test("a missing optional right only switches something off", () => {
  const rows = rightRows({ ...all, check_in: "missing", read_activity: "missing" });
  expect(blocking(rows)).toEqual([]);
  expect(switchedOff(rows).map((row) => row.subject)).toEqual(["read_activity", "hand_over"]);
  expect(rows.find((row) => row.subject === "hand_over")?.lacking).toEqual(["assets.checkin"]);
});

test("what an empty catalogue cannot tell blocks nothing", () => {
  const rows = rightRows({ ...all, change_labels: "unknown", check_out: "unknown" });
  expect([...blocking(rows), ...switchedOff(rows)]).toEqual([]);
  expect(rows.find((row) => row.subject === "change_labels")?.right).toBe("unknown");
});

test("people and labels share a row until they differ: only labels are required", () => {
  const together = rightRows(all).map((row) => row.subject);
  expect(together).toContain("read_people_and_labels");
  const rows = rightRows({ ...all, read_people: "missing" });
  expect(blocking(rows)).toEqual([]);
  expect(switchedOff(rows).map((row) => row.lacking)).toEqual([["users.view"]]);
});

test("a right to delete is shown as needless, and not missed", () => {
  const subjects = rightRows(all).map((row) => row.subject);
  expect(subjects).not.toContain("delete_equipment");
  const rows = rightRows({ ...all, delete_equipment: "allowed" });
  expect(rows.at(-1)).toMatchObject({ subject: "delete_equipment", use: "none" });
  expect([...blocking(rows), ...switchedOff(rows)]).toEqual([]);
});
