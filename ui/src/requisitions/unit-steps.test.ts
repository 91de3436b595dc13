import { describe, expect, it, test } from "vitest";
import type { OperationKind, Phase, UnitState } from "$lib/bindings";
import { operation, unit } from "./samples";
import { isUndecided, unitSteps, type UnitStep } from "./unit-steps";

const decidedAt = Date.parse("2026-10-14T10:29:00Z");
const later = decidedAt + 60_000;
const steps = (change: Parameters<typeof unit>[0], now = later) => unitSteps(unit(change), now);

describe("at rest", () => {
  test.each<[UnitState, UnitStep[]]>([
    ["pending", []],
    ["reserved", ["hand_over", "release", "lend_to_another", "page"]],
    ["checked_out", ["take_back", "page"]],
    ["returned", []],
    ["rejected", []],
    ["cancelled", []],
    ["released", []],
    ["expired", []],
  ])("%s offers %j", (state, offered) => {
    expect(steps({ state })).toEqual(offered);
    const settled = (phase: Phase) => steps({ state, operation: operation({ phase }) });
    expect(settled("done")).toEqual(offered);
    expect(settled("refused")).toEqual(offered);
    expect(settled("withdrawn")).toEqual(offered);
    const asked = { state, discrepancy: "d1" };
    expect(steps(asked)).toEqual(["resolve", "page"]);
  });

  it("puts giving up first once nobody collected it in time", () => {
    const [next, second] = steps({ state: "reserved", hold_over: true });
    expect([next, second]).toEqual(["release", "hand_over"]);
  });

  it("offers to put the label back that a return left behind", () => {
    expect(steps({ state: "returned", label_left: true })).toEqual(["restore_label"]);
  });
});

describe("under way", () => {
  const kinds: [UnitState, OperationKind][] = [
    ["pending", "reserve"],
    ["pending", "reject"],
    ["reserved", "release"],
    ["reserved", "expire"],
    ["reserved", "hand_over"],
    ["checked_out", "take_back"],
    ["checked_out", "retrieve"],
    ["returned", "restore_label"],
  ];
  test.each(kinds)("of what is %s, %s goes before the state", (state, kind) => {
    const inPhase = (phase: Phase) => steps({ state, operation: operation({ kind, phase }) });
    expect(inPhase("waiting")).toEqual(["withdraw"]);
    expect(inPhase("sending")).toEqual([]);
    expect(inPhase("in_doubt")).toEqual(["check"]);
    expect(inPhase("escalated")).toEqual(["check"]);
  });

  it("leads to the discrepancy that a lost answer became", () => {
    const escalated = operation({ phase: "escalated" });
    expect(steps({ operation: escalated, discrepancy: "d1" })).toEqual(["resolve", "page"]);
  });

  it("offers no button, for a moment, that would undo what goes at once", () => {
    const handOver = operation({ kind: "hand_over", phase: "waiting" });
    const reserved = (change = {}) => ({
      state: "reserved" as const,
      operation: { ...handOver, ...change },
    });
    expect(steps(reserved(), decidedAt + 500)).toEqual([]);
    expect(steps(reserved({ waits_for_server: true }), decidedAt + 500)).toEqual(["withdraw"]);
    expect(steps(reserved(), decidedAt + 3_000)).toEqual(["withdraw"]);
    expect(steps({ operation: operation() }, decidedAt + 500)).toEqual(["withdraw"]);
  });
});

test("a unit waits for a decision again once one came to nothing, unless a person must look", () => {
  const refused = operation({ phase: "refused" });
  expect(isUndecided(unit({ operation: refused }))).toBe(true);
  expect(isUndecided(unit({ operation: operation() }))).toBe(false);
  expect(isUndecided(unit({ discrepancy: "d1" }))).toBe(false);
  expect(isUndecided(unit({ state: "reserved" }))).toBe(false);
});
