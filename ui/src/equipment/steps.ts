/** What can be done with an asset, and doing it. */
import type {
  AssetId,
  AssetRef,
  EquipmentClaim,
  EquipmentView,
  RequisitionView,
  UnitView,
} from "$lib/bindings";
import { copy } from "$lib/clipboard";
import { desk } from "$lib/desk";
import { m } from "$lib/messages";
import { go } from "$lib/route.svelte";
import { requisitionForm } from "../requisitions/form.svelte";
import { unitSteps, type UnitStep } from "../requisitions/unit-steps";

/** An asset's one next step; a unit's steps stand together. */
export type NextStep =
  | { kind: "unit"; steps: UnitStep[]; loan: Loan }
  | { kind: "requisition"; claim: EquipmentClaim }
  | { kind: "request" }
  | { kind: "page" };

/** The unit that has an asset, and the requisition it belongs to. */
export type Loan = { unit: UnitView; requisition: RequisitionView };

/** An asset, with the unit that has it. */
export type Shown = { view: EquipmentView; loan: Loan | undefined };

/** Reads an asset, and the unit that has it: its steps are those of its requisition. */
export async function readAsset(id: AssetId): Promise<Shown> {
  const view = await desk.asset(id);
  const claim = holdingClaim(view);
  return { view, loan: claim && (await readLoan(claim, id)) };
}

/** The unit may have got another asset between the two readings. */
async function readLoan(claim: EquipmentClaim, asset: AssetId): Promise<Loan | undefined> {
  const requisition = await desk.requisition(claim.requisition).catch(() => undefined);
  const units = requisition?.lines.find(({ position }) => position === claim.line)?.units;
  const unit = units?.find((each) => each.asset?.id === asset);
  return requisition && unit && { unit, requisition };
}

/** The requisition that has the asset, or is about to. */
export function holdingClaim({ standing, claims }: EquipmentView): EquipmentClaim | undefined {
  return standing.kind === "claimed" ? claims[0] : undefined;
}

/** The requisitions that wait for it. */
export function waitingClaims(view: EquipmentView): EquipmentClaim[] {
  return view.standing.kind === "claimed" ? view.claims.slice(1) : view.claims;
}

/** What to do next; nothing where only Snipe-IT could help and its page cannot be opened. */
export function nextStep({ view, loan }: Shown, nowMs: number): NextStep | undefined {
  const claim = holdingClaim(view);
  if (loan) {
    const steps = unitSteps(loan.unit, nowMs).filter((step) => step !== "page");
    return { kind: "unit", steps, loan };
  }
  if (claim) return { kind: "requisition", claim };
  if (view.standing.kind === "available") return { kind: "request" };
  return view.has_page ? { kind: "page" } : undefined;
}

/** Asks for the asset: it becomes a line of the requisition that is being written. */
export const request = (asset: AssetRef): void => requestAll([asset]);

/** Asks for several: each becomes a line. */
export function requestAll(assets: AssetRef[]): void {
  const form = requisitionForm();
  for (const asset of assets) {
    form.add({ kind: "asset", asset, availability: { kind: "available", since: null } });
  }
  go({ room: "requisition-new" });
}

/** Copies the tag. */
export function copyTag(tag: string): Promise<void> {
  return copy(tag, { done: m.equipment_copied({ tag }), failed: m.equipment_not_copied({ tag }) });
}
