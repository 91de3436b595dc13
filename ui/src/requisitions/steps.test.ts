import { describe, expect, it } from "vitest";
import { line, operation, unit } from "./samples";
import { approvalsFor, stepOf, stopsOf, type Stop } from "./steps";

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
    expect([approvalsFor(taken), stepOf(taken)]).toEqual([[], "review"]);
  });
});

describe("the next step", () => {
  const stepFor = (change: Parameters<typeof unit>[0]) =>
    stepOf(only({ units: [unit(change)], quantity: 1 }));

  it("follows what is under way before the state", () => {
    expect(stepFor({ operation: operation() })).toBe("withdraw");
    expect(stepFor({ operation: operation({ phase: "sending" }) })).toBeUndefined();
    expect(stepFor({ operation: operation({ phase: "in_doubt" }) })).toBe("check");
    expect(stepFor({ operation: operation({ phase: "escalated" }) })).toBe("check");
  });

  it("follows the state once a decision was refused or taken back", () => {
    expect(stepFor({ operation: operation({ phase: "refused" }) })).toBe("approve");
    expect(stepFor({ operation: operation({ phase: "withdrawn" }) })).toBe("approve");
  });

  it("gives up what is reserved, and puts back the label of what returned", () => {
    expect(stepFor({ state: "reserved" })).toBe("release");
    expect(stepFor({ state: "returned", label_left: true })).toBe("restore_label");
    expect(stepFor({ state: "returned" })).toBeUndefined();
    expect(stepFor({ state: "checked_out" })).toBeUndefined();
  });
});
