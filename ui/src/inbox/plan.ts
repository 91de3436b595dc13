import type { Approval, AssetId, Candidate, LineView, UnitView } from "$lib/bindings";
import { isClear } from "$lib/availability";

/** What can be done about one line. */
export interface Plan {
  line: LineView;
  /** Units that wait for a decision. */
  open: UnitView[];
  /** Assets picked for them, at most one each. */
  picked: Candidate[];
  /** Whether it can be approved as asked, without a choice left. */
  clear: boolean;
  /** What approving it now would say to the core; empty when nothing can be approved. */
  approvals: Approval[];
  /** Whether another asset than the named one would be used. */
  instead: Candidate | undefined;
}

/** Units of the line nobody has decided on. */
export const openUnits = (line: LineView): UnitView[] =>
  line.units.filter(({ standing }) => standing === "pending");

/** Works out a line: `chosen` are the assets the technician ticked, or nothing yet. */
export function planLine(line: LineView, chosen: AssetId[] | undefined): Plan {
  const open = openUnits(line);
  const picked = pickedOf(line, chosen, open.length);
  const named = line.wanted.kind === "asset";
  const free = isClear(line.availability, open.length);
  const base = { line, open, picked };
  if (open.length === 0) return { ...base, clear: false, approvals: [], instead: undefined };
  if (named && free) {
    return { ...base, clear: true, approvals: open.map(asNamed), instead: undefined };
  }
  const approvals = picked.map((candidate, i) => withAsset(open[i], candidate)).flat();
  const clear = !named && free && picked.length === open.length;
  return { ...base, clear, approvals, instead: named ? picked[0] : undefined };
}

/** What the technician ticked, else what is suggested; never what is no longer a candidate. */
function pickedOf(line: LineView, chosen: AssetId[] | undefined, needed: number): Candidate[] {
  const picked = chosen
    ? chosen.flatMap((id) => line.candidates.find(({ asset }) => asset.id === id) ?? [])
    : line.candidates.filter(({ suggested }) => suggested);
  return picked.slice(0, needed);
}

const asNamed = (unit: UnitView): Approval => ({ unit: unit.id, asset: null });

const withAsset = (unit: UnitView | undefined, candidate: Candidate): Approval[] =>
  unit ? [{ unit: unit.id, asset: candidate.asset.id }] : [];

/** Ticks or unticks an asset. One too many takes the place of the one ticked first. */
export function toggled(picked: AssetId[], asset: AssetId, needed: number): AssetId[] {
  if (picked.includes(asset)) return picked.filter((id) => id !== asset);
  return [...picked, asset].slice(-needed);
}
