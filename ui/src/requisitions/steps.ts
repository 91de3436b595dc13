/** What a technician can do next with a line, and how its units stand together. */
import type { Approval, AssetRef, LineView, UnitView } from "$lib/bindings";
import { may } from "$lib/may.svelte";
import { isUndecided, unitSteps, type UnitStep } from "./unit-steps";

/** A step of a line; one that waits for a decision may need a closer look first. */
export type Step = UnitStep | "approve" | "review" | "change_due";

/** Steps that several units of a line can take together. */
export type SharedStep = "hand_over" | "take_back" | "release";

/**
 * What `J` and `K` stop at: a line while its units are all alike and undecided, else one unit.
 * The key survives a decision, so that the focus does.
 */
export type Stop = {
  key: string;
  line: LineView;
  units: UnitView[];
};

/** All stops of a requisition, top to bottom. */
export function stopsOf(lines: LineView[]): Stop[] {
  return lines.flatMap((line) =>
    standTogether(line)
      ? [{ key: stopKey(line, 0), line, units: line.units }]
      : line.units.map((unit, index) => ({ key: stopKey(line, index), line, units: [unit] })),
  );
}

/** The stops of each line together. */
export function byLine(stops: Stop[]): [Stop, ...Stop[]][] {
  const lines = new Map<string, [Stop, ...Stop[]]>();
  for (const stop of stops) {
    const found = lines.get(stop.line.id);
    if (found) found.push(stop);
    else lines.set(stop.line.id, [stop]);
  }
  return [...lines.values()];
}

/** Whether a line is shown as one, not unit by unit. */
export function standTogether(line: LineView): boolean {
  return line.units.length < 2 || line.units.every(isUndecided);
}

/** What can be done with a stop at this time, its next step first. */
export function stepsOf(stop: Stop, nowMs: number): Step[] {
  const [unit] = stop.units;
  if (!unit) return [];
  if (!isUndecided(unit)) return withDate(unitSteps(unit, nowMs));
  const approvable = may.take("approve") && approvalsFor(stop).length > 0;
  return approvable ? ["approve"] : ["review"];
}

/** What waits to be handed over may be due back on another day. */
const withDate = (steps: UnitStep[]): Step[] =>
  steps.flatMap((step) => (step === "lend_to_another" ? [step, "change_due"] : [step]));

/** The next step of a stop; none while Snipe-IT is being asked or nothing is left to do. */
export function stepOf(stop: Stop, nowMs: number): Step | undefined {
  return stepsOf(stop, nowMs)[0];
}

/** The step that comes next for several units of a line, and which. */
export function sharedStep(
  { units }: LineView,
  nowMs: number,
): { step: SharedStep; units: UnitView[] } | undefined {
  for (const step of SHARED) {
    const ready = units.filter((unit) => unitSteps(unit, nowMs)[0] === step);
    if (ready.length > 1) return { step, units: ready };
  }
  return undefined;
}

const SHARED: readonly SharedStep[] = ["hand_over", "take_back", "release"];

/** The approvals a press on Approve sends: the named asset, or the suggested ones of the model. */
export function approvalsFor(stop: Stop): Approval[] {
  const undecided = stop.units.filter(isUndecided);
  if (stop.line.wanted.kind === "asset") {
    return isFree(stop.line) ? undecided.map(({ id }) => ({ unit: id, asset: null })) : [];
  }
  const picks = suggestionsFor(stop);
  return undecided.flatMap((unit, index) => {
    const pick = picks[index];
    return pick ? [{ unit: unit.id, asset: pick.id }] : [];
  });
}

/** The assets Toolcrib would take for a stop: longest on the shelf first, one for each unit. */
export function suggestionsFor(stop: Stop): AssetRef[] {
  const suggested = stop.line.candidates.filter((candidate) => candidate.suggested);
  const before = stop.line.units
    .filter(isUndecided)
    .findIndex(({ id }) => id === stop.units[0]?.id);
  const first = Math.max(before, 0);
  return suggested.slice(first, first + stop.units.length).map(({ asset }) => asset);
}

function isFree(line: LineView): boolean {
  return line.availability === null || line.availability.kind === "available";
}

function stopKey(line: LineView, index: number): string {
  return `${line.id}/${index}`;
}
