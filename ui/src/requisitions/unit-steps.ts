/**
 * What a technician can do with a unit once it is decided about.
 *
 * The core decides what is allowed; this only keeps steps that make no sense off the screen.
 */
import type { OperationKind, OperationView, UnitState, UnitView } from "$lib/bindings";
import type { LoanStep } from "$lib/loan-step";
import { may, needsOf, type Need } from "$lib/may.svelte";

/** A step of one unit. */
export type UnitStep =
  | "withdraw"
  | "check"
  | "hand_over"
  | "lend_to_another"
  | "take_back"
  | "release"
  | "restore_label"
  | "resolve"
  | "page";

/** Snipe-IT answers sooner than this; only later is there something to withdraw. */
const AT_ONCE = 3_000;

/** Whether nothing was decided about a pending unit, or what was decided did not come about. */
export function isUndecided(unit: UnitView): boolean {
  return unit.state === "pending" && unit.discrepancy === null && !isUnsettled(unit.operation);
}

/** What can be done with a unit that is decided about, its next step first. */
export function unitSteps(unit: UnitView, nowMs: number): UnitStep[] {
  return steps(unit, nowMs).filter((step) => may.take(step));
}

/** The right whose absence took a unit's next step away. */
export function barredBy({ state, operation, discrepancy }: UnitView): Need | undefined {
  if (isUnsettled(operation) || discrepancy !== null) return undefined;
  return may.missing(needsOf(NEXT[state]));
}

/** The rights whose absence is felt among units. */
export const barredAmong = (units: UnitView[]): Need[] =>
  units.flatMap((unit) => barredBy(unit) ?? []);

const NEXT: Partial<Record<UnitState, "approve" | LoanStep>> = {
  pending: "approve",
  reserved: "hand_over",
  checked_out: "take_back",
};

function steps(unit: UnitView, nowMs: number): UnitStep[] {
  const { operation } = unit;
  switch (operation?.phase) {
    case "waiting":
      return isLeavingAtOnce(operation, nowMs) ? [] : ["withdraw"];
    case "sending":
      return [];
    case "in_doubt":
      return ["check"];
    case "escalated":
      return unit.discrepancy === null ? ["check"] : ["resolve", "page"];
    default:
      return restingSteps(unit);
  }
}

function restingSteps(unit: UnitView): UnitStep[] {
  if (unit.discrepancy !== null) return ["resolve", "page"];
  switch (unit.state) {
    case "reserved":
      return reservedSteps(unit);
    case "checked_out":
      return ["take_back", "page"];
    case "returned":
    case "released":
    case "expired":
      return unit.label_left ? ["restore_label"] : [];
    case "pending":
    case "rejected":
    case "cancelled":
      return [];
  }
}

/** Giving a reservation up comes first only once nobody came for it. */
function reservedSteps({ hold_over }: UnitView): UnitStep[] {
  if (hold_over) return ["release", "hand_over", "lend_to_another", "page"];
  if (!may.take("hand_over")) return ["page", "release"];
  return ["hand_over", "release", "lend_to_another", "page"];
}

/** Whether a decision still has to come about, or a person has to close it. */
function isUnsettled(operation: OperationView | null): boolean {
  const { phase } = operation ?? {};
  return (
    phase === "waiting" || phase === "sending" || phase === "in_doubt" || phase === "escalated"
  );
}

/** A button that appeared for a moment under a pressing finger would undo what was just done. */
function isLeavingAtOnce(operation: OperationView, nowMs: number): boolean {
  const fresh = nowMs - Date.parse(operation.decided_at) < AT_ONCE;
  return AT_ONCE_KINDS.includes(operation.kind) && !operation.waits_for_server && fresh;
}

const AT_ONCE_KINDS: readonly OperationKind[] = ["hand_over", "take_back"];

/** Whether operations of this kind have no time in which they could be undone. */
export const goesAtOnce = (kind: OperationKind): boolean => AT_ONCE_KINDS.includes(kind);
