import { describe, expect, it } from "vitest";
import { line, unit } from "./samples";
import { approvalsFor, sharedStep, stepOf, stopsOf, type Stop } from "./steps";

const now = Date.parse("2026-10-14T10:31:00Z");
const only = (change: Parameters<typeof line>[0]): Stop => stopsOf([line(change)])[0]!;

describe("stops", () => {
  it("keep a line whole while nothing about it is decided", () => {
    expect(stopsOf([line()]).map(({ units }) => units.length)).toEqual([2]);
  });

  it("part its units once one is decided, and the first keeps the line's key", () => {
    const decided = line({ units: [unit({ state: "reserved" }), unit({ id: "unit-2" })] });
    expect(stopsOf([decided]).map(({ key }) => key)).toEqual(["line-1/0", "line-1/1"]);
    expect(stopsOf([line()])[0]?.key).toBe("line-1/0");
  });
});

describe("approving", () => {
  it("takes the suggested assets, one for each unit", () => {
    expect(approvalsFor(only({}))).toEqual([
      { unit: "unit-1", asset: 628 },
      { unit: "unit-2", asset: 633 },
    ]);
  });

  it("takes the named asset only while it is free, else asks for a choice", () => {
    const named = { wanted: { kind: "asset", id: 412 }, units: [unit()], quantity: 1 } as const;
    const free = only({
      ...named,
      units: [unit()],
      availability: { kind: "available", since: null },
    });
    expect(approvalsFor(free)).toEqual([{ unit: "unit-1", asset: null }]);
    const held = { kind: "held", holder: "Rui", due: null } as const;
    const taken = only({ ...named, units: [unit()], availability: held });
    expect([approvalsFor(taken), stepOf(taken, now)]).toEqual([[], "review"]);
  });
});

describe("several units of a line", () => {
  const reserved = (id: string) => unit({ id, state: "reserved", standing: "reserved" });

  it("take the step together that comes next for each of them", () => {
    const out = unit({ id: "unit-3", state: "checked_out", standing: "checked_out" });
    const both = line({ units: [reserved("unit-1"), out, reserved("unit-2")] });
    const shared = sharedStep(both, now);
    expect(shared?.step).toBe("hand_over");
    expect(shared?.units.map(({ id }) => id)).toEqual(["unit-1", "unit-2"]);
  });

  it("have nothing to share when only one of them is left", () => {
    expect(sharedStep(line({ units: [reserved("unit-1"), unit()] }), now)).toBeUndefined();
  });
});
