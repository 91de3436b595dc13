import { expect, test } from "vitest";
import type { EquipmentStanding, Standing } from "$lib/bindings";
import { row } from "./samples";
import { noteOf, pillOf, stalePill, untilOf } from "./standing";

const today = new Date(2026, 9, 14, 10, 0);
const claimed = (standing: Standing, until: string | null): EquipmentStanding => ({
  kind: "claimed",
  standing,
  until,
  check_at: null,
});
const doubt: EquipmentStanding = {
  kind: "claimed",
  standing: "in_doubt",
  until: "2026-10-20",
  check_at: new Date(2026, 9, 14, 10, 48).toISOString(),
};
const late: EquipmentStanding = { kind: "held", due: "2026-10-08", standing: "overdue" };

test.each<[EquipmentStanding, string, string]>([
  [{ kind: "available" }, "Available", "green"],
  [claimed("overdue", "2026-10-12"), "Overdue 2 d", "red"],
  [claimed("due_today", "2026-10-14"), "Due today", "amber"],
  [claimed("discrepancy", null), "Discrepancy", "plum"],
  [doubt, "In doubt", "plum"],
  [late, "Overdue 6 d", "red"],
  [{ kind: "held", due: null, standing: "checked_out" }, "Checked out", "ink"],
  [{ kind: "reserved_elsewhere" }, "Reserved", "teal"],
  [{ kind: "not_lendable", label: "In repair" }, "Not lendable", "grey"],
  [{ kind: "deleted" }, "Deleted", "grey"],
  [{ kind: "vanished" }, "Not in Snipe-IT", "grey"],
])("%o reads %s", (standing, text, hue) => {
  expect(pillOf(standing, today)).toMatchObject({ text, hue });
});

test.each<[EquipmentStanding, string, string | undefined]>([
  [claimed("overdue", "2026-10-12"), "Mon 12 Oct", "red"],
  [claimed("reserved", "2026-10-14"), "today", "amber"],
  [claimed("due_today", "2026-10-14"), "today", undefined],
  [claimed("checked_out", "2026-10-28"), "Wed 28 Oct", undefined],
  [doubt, "check 10:48", "quiet"],
  [late, "Thu 8 Oct", "red"],
  [{ kind: "not_lendable", label: "In repair" }, "In repair", "quiet"],
  [{ kind: "reserved_elsewhere" }, "in Snipe-IT", "quiet"],
  [{ kind: "vanished" }, "", "quiet"],
])("%o is so until %s", (standing, text, tone) => {
  const until = untilOf(row(1, { standing }), today);
  expect(until.text).toBe(text);
  expect(until.tone).toBe(tone);
});

test("what is free and asked for says so", () => {
  expect(untilOf(row(1, { wanted: true }), today).text).toBe("wanted");
  expect(untilOf(row(1), today).text).toBe("");
});

test("free long ago is grey and tells when", () => {
  const at = new Date(2026, 9, 14, 9, 46).toISOString();
  expect(stalePill(at)).toMatchObject({ hue: "grey", text: "Available at 09:46" });
});

test("the drawer says what the pill's day means", () => {
  expect(noteOf(late, today)).toBe("due Thu 8 Oct");
  expect(noteOf(claimed("reserved", "2026-10-16"), today)).toBe("held until Fri 16 Oct");
  expect(noteOf(claimed("reserving", "2026-10-16"), today)).toBe("");
  expect(noteOf(doubt, today)).toBe("read again at 10:48");
});
