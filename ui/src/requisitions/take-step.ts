/** Takes steps of units that are decided about. */
import type { Decided, HandOver, LoanRow, PersonId, RequisitionId, UnitView } from "$lib/bindings";
import { openAssetPage } from "$lib/asset-page";
import * as decisions from "$lib/decisions";
import { tellHandedOver } from "$lib/handed-over";
import type { LoanStep } from "$lib/loan-step";
import { go } from "$lib/route.svelte";
import type { UnitStep } from "./unit-steps";

/** Somebody of the project who gets a unit. */
export type Borrower = { id: PersonId; name: string };

/** Who gets what is handed over, and where it is told that it arrived. */
type Receiver = { name: string; requisition: RequisitionId };

/** A step that needs no further question. */
export type PlainStep = Exclude<UnitStep, "lend_to_another">;

/** Takes a step of units that stand alike; whether a decision of it was stored. */
export async function takeUnitStep(
  step: PlainStep,
  units: UnitView[],
  requester: Receiver,
): Promise<boolean> {
  const ids = units.map(({ id }) => id);
  switch (step) {
    case "hand_over":
      return handOver(toRequester(ids), requester);
    case "take_back":
      return isStored(await decisions.takeBack(ids));
    case "release":
      return isStored(await decisions.release(ids));
    case "restore_label":
      return isStored(await decisions.restoreLabels(ids));
    default:
      await look(step, units);
      return false;
  }
}

/** Hands units over to somebody else of the project; whether a decision of it was stored. */
export async function lendTo(
  units: UnitView[],
  { id, name }: Borrower,
  requisition: RequisitionId,
): Promise<boolean> {
  const loans = units.map((unit) => ({ unit: unit.id, to: id }));
  return handOver(loans, { name, requisition });
}

/** Takes the next step of a listed loan; it is handed over to whoever asked for it. */
export async function takeLoanStep(step: LoanStep, { unit, line }: LoanRow): Promise<void> {
  if (step === "take_back") await decisions.takeBack([unit]);
  else await handOver(toRequester([unit]), { name: line.requester, requisition: line.requisition });
}

async function handOver(loans: HandOver[], { name, requisition }: Receiver): Promise<boolean> {
  const decided = await decisions.handOver(loans, name);
  const stored = decided.filter(({ outcome }) => outcome.kind === "stored");
  if (stored.length === 0) return false;
  tellHandedOver(
    requisition,
    stored.map(({ unit }) => unit),
    name,
  );
  return true;
}

/** Steps that decide nothing new. */
async function look(
  step: Extract<PlainStep, "withdraw" | "check" | "resolve" | "page">,
  units: UnitView[],
): Promise<void> {
  const [unit] = units;
  switch (step) {
    case "withdraw":
      return decisions.withdraw(operationsOf(units));
    case "check":
      return decisions.checkNow(operationsOf(units));
    case "resolve":
      return unit?.discrepancy ? go({ room: "discrepancies", id: unit.discrepancy }) : undefined;
    case "page":
      return unit?.asset ? openAssetPage(unit.asset.id) : undefined;
  }
}

const toRequester = (ids: string[]) => ids.map((unit) => ({ unit, to: null }));

const isStored = (decided: Decided[]): boolean =>
  decided.some(({ outcome }) => outcome.kind === "stored");

function operationsOf(units: UnitView[]): string[] {
  return units.flatMap(({ operation }) => (operation ? [operation.id] : []));
}
