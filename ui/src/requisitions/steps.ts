/**
 * What a technician can do next with a unit, and how the units of a line stand together.
 *
 * The core decides what is allowed; this only keeps steps that make no sense off the screen.
 */
import type { Approval, AssetRef, LineView, UnitView } from "$lib/bindings";

/** The one next step of a unit. */
export type Step = "approve" | "review" | "withdraw" | "check" | "release" | "restore_label";

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

/** The next step of a stop; none while Snipe-IT is being asked or nothing is left to do. */
export function stepOf(stop: Stop): Step | undefined {
  const [unit] = stop.units;
  if (!unit) return undefined;
  const step = unitStep(unit);
  return step === "approve" && approvalsFor(stop).length === 0 ? "review" : step;
}

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

/** Whether nothing was decided about a pending unit, or what was decided did not come about. */
export function isUndecided(unit: UnitView): boolean {
  return unit.state === "pending" && unitStep(unit) === "approve";
}

function unitStep(unit: UnitView): Step | undefined {
  switch (unit.operation?.phase) {
    case "waiting":
      return "withdraw";
    case "in_doubt":
    case "escalated":
      return "check";
    case "sending":
      return undefined;
    default:
      return restingStep(unit);
  }
}

function restingStep(unit: UnitView): Step | undefined {
  if (unit.state === "pending") return "approve";
  if (unit.state === "reserved") return "release";
  return unit.label_left ? "restore_label" : undefined;
}

function isFree(line: LineView): boolean {
  return line.availability === null || line.availability.kind === "available";
}

function stopKey(line: LineView, index: number): string {
  return `${line.id}/${index}`;
}
