import { describe, expect, it } from "vitest";
import type { LineView } from "$lib/bindings";
import { toDecide } from "../dev/samples/requisition";
import { planLine, toggled } from "./plan";

const line = (position: number): LineView => toDecide.lines[position - 1] as LineView;

describe("a line", () => {
  it("that names a free asset is clear and takes that asset", () => {
    const plan = planLine(line(1), undefined);
    expect(plan.clear).toBe(true);
    expect(plan.approvals).toEqual([{ unit: "u1", asset: null }]);
  });

  it("by model takes what is suggested until the technician ticks others", () => {
    const assets = (chosen?: number[]) =>
      planLine(line(2), chosen).approvals.map(({ asset }) => asset);
    expect(assets()).toEqual([628, 633]);
    expect(assets([640, 634])).toEqual([640, 634]);
  });

  it("that is short is not clear and approves what there is", () => {
    const plan = planLine(line(3), undefined);
    expect(plan.clear).toBe(false);
    expect(plan.approvals).toHaveLength(2);
  });

  it("whose asset is promised offers another one instead", () => {
    const plan = planLine(line(4), undefined);
    expect(plan.clear).toBe(false);
    expect(plan.instead?.asset.tag).toBe("ML-0532");
    expect(plan.approvals).toEqual([{ unit: "u7", asset: 532 }]);
  });

  it("never takes an asset that is no longer a candidate", () => {
    expect(planLine(line(2), [628, 999]).approvals).toEqual([{ unit: "u2", asset: 628 }]);
  });

  it("with a decision under way has nothing left to approve", () => {
    const decided = line(1).units.map((unit) => ({
      ...unit,
      standing: "will_be_approved" as const,
    }));
    const plan = planLine({ ...line(1), units: decided }, undefined);
    expect(plan.approvals).toEqual([]);
    expect(plan.clear).toBe(false);
  });
});

describe("ticking", () => {
  it("one too many takes the place of the first", () => {
    expect(toggled([1, 2], 3, 2)).toEqual([2, 3]);
  });

  it("a ticked one unticks it", () => {
    expect(toggled([1, 2], 1, 2)).toEqual([2]);
  });
});
