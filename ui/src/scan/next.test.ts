import { expect, test } from "vitest";
import type { EquipmentStanding, ScanCard } from "$lib/bindings";
import { claim } from "../equipment/samples";
import { operation } from "../requisitions/samples";
import { stepName, stepsFor } from "./next";
import { card, lent, out, reserved } from "./samples";

const now = Date.parse("2026-10-14T10:31:00Z");
const steps = (given: ScanCard) => stepsFor(given, now);
const next = (given: ScanCard) => stepName(steps(given).next);
const standing = (of: EquipmentStanding, change: Partial<ScanCard["view"]> = {}) => {
  const free = card();
  return { ...free, view: { ...free.view, standing: of, ...change } };
};
const wish = claim({ standing: "pending", number: 1044, requisition: "r1044" });

test("what is reserved is handed over, also when its hold is over", () => {
  expect(next(reserved())).toBe("hand_over");
  expect(next(reserved({ hold_over: true }))).toBe("hand_over");
  expect(steps(reserved()).quiet).toEqual(["release", "lend_to_another"]);
});

test("what is out is taken back", () => {
  expect(next(out())).toBe("take_back");
  expect(next(out({ standing: "overdue" }))).toBe("take_back");
});

test("while Snipe-IT is asked there is nothing to press", () => {
  for (const phase of ["sending", "waiting"] as const) {
    const given = lent({ standing: "reserving", operation: operation({ phase }) });
    expect(next(given)).toBe("wait");
  }
  const waiting = lent({ standing: "will_be_approved", operation: operation() });
  expect(steps(waiting).quiet).toEqual(["withdraw"]);
});

test("a lost answer is looked for", () => {
  const doubt = operation({ phase: "in_doubt", kind: "hand_over" });
  expect(next(lent({ state: "reserved", standing: "in_doubt", operation: doubt }))).toBe("check");
});

test("a disagreement is resolved, whether it concerns a unit or nobody", () => {
  const taken = reserved({ standing: "discrepancy", discrepancy: "d1" });
  expect(steps(taken).next).toMatchObject({ kind: "resolve", id: "d1" });
  const nobodys = { ...standing({ kind: "reserved_elsewhere" }), discrepancy: "d2" };
  expect(steps(nobodys).next).toEqual({ kind: "resolve", id: "d2", loan: undefined });
});

test("a wish is reviewed and never approved; without one a requisition is begun", () => {
  const wanted = standing({ kind: "available" }, { claims: [wish] });
  expect(steps(wanted).next).toEqual({ kind: "review", claim: wish });
  expect(next(standing({ kind: "available" }))).toBe("request");
});

test.each<EquipmentStanding>([
  { kind: "not_lendable", label: "In repair" },
  { kind: "held", due: null, standing: "checked_out" },
  { kind: "reserved_elsewhere" },
  { kind: "deleted" },
])("$kind is a matter for Snipe-IT, as far as its page can be opened", (of) => {
  expect(next(standing(of, { claims: [wish] }))).toBe("page");
  expect(next(standing(of, { has_page: false }))).toBe("nothing");
});

test("a claim whose unit is not told leads to its requisition", () => {
  const given = reserved();
  expect(next({ ...given, loan: null })).toBe("requisition");
});
