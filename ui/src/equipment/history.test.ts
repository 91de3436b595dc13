import { expect, test } from "vitest";
import type { EquipmentEvent, EquipmentEventKind } from "$lib/bindings";
import { eventText, overdueText } from "./history";

const today = new Date(2026, 9, 14, 10, 0);

const event = (what: EquipmentEventKind, change: Partial<EquipmentEvent> = {}): EquipmentEvent => ({
  at: new Date(2026, 8, 30, 11, 20).toISOString(),
  what,
  by: null,
  activity: null,
  requisition: null,
  ...change,
});
const said = (given: EquipmentEvent) => {
  const { title, about } = eventText(given, today);
  return `${title} ${about}`.trim();
};

test("who got it and who gave it, as far as known", () => {
  const out = { kind: "checked_out", to: "Ana Silva" } as const;
  expect(said(event(out, { by: "R. Silva" }))).toBe("Checked out to Ana Silva by R. Silva");
  expect(said(event(out))).toBe("Checked out to Ana Silva");
  expect(said(event({ kind: "checked_out", to: null }))).toBe("Checked out");
  const back = { kind: "checked_in", from: "Ana Silva" } as const;
  expect(said(event(back, { by: "R. Silva" }))).toBe("Returned by Ana Silva to R. Silva");
  expect(said(event({ kind: "checked_in", from: null }, { by: "R. Silva" }))).toBe(
    "Returned to R. Silva",
  );
});

test("a reservation names its requisition", () => {
  const requisition = { id: "r1029", number: 1029 };
  expect(said(event({ kind: "reserved" }, { requisition, by: "H. Duarte" }))).toBe(
    "Reserved for R-1029 by H. Duarte",
  );
  expect(said(event({ kind: "expired" }, { requisition }))).toBe("Expired for R-1029");
});

test("what only the mirror saw names both sides", () => {
  expect(said(event({ kind: "label_changed", from: "Available", to: null }))).toBe(
    "Label changed from Available to no label",
  );
  expect(said(event({ kind: "holder_changed", from: null, to: "Rui Marques" }))).toBe(
    "Holder changed from nobody to Rui Marques",
  );
});

test("the row of the log stands beside the time", () => {
  expect(eventText(event({ kind: "reserved" }, { activity: 47388 }), today).detail).toBe(
    "30 Sep 11:20, activity #47388",
  );
  expect(eventText(event({ kind: "reserved" }), today).detail).toBe("30 Sep 11:20");
});

test("what should be back heads the history; nothing else does", () => {
  const late = { kind: "held", due: "2026-10-12", standing: "overdue" } as const;
  expect(overdueText(late, today)).toMatchObject({ about: "since Mon 12 Oct", now: true });
  expect(overdueText({ ...late, standing: "checked_out" }, today)).toBeUndefined();
  expect(overdueText({ kind: "available" }, today)).toBeUndefined();
});
