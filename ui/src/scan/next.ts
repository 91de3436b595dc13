/** What to do next with a scanned asset: one step, and the quiet ones beside it. */
import type { DiscrepancyId, EquipmentClaim, ScanCard } from "$lib/bindings";
import { nextStep, waitingClaims } from "../equipment/steps";
import { barredBy, type UnitStep } from "../requisitions/unit-steps";
import { loanOf, type CardLoan } from "./loan";

/** The one next step. */
export type Next =
  | { kind: "unit"; step: Exclude<UnitStep, "resolve">; loan: CardLoan }
  /** Snipe-IT is being asked, or what was decided waits for it. */
  | { kind: "wait"; loan: CardLoan }
  | { kind: "resolve"; id: DiscrepancyId; loan: CardLoan | undefined }
  | { kind: "review"; claim: EquipmentClaim }
  | { kind: "requisition"; claim: EquipmentClaim }
  | { kind: "request" }
  | { kind: "page" }
  | { kind: "nothing" };

/** The next step, and what else can be done. */
export type Steps = { next: Next; quiet: UnitStep[] };

/** What can be done with an asset at this time. */
export function stepsFor(card: ScanCard, nowMs: number): Steps {
  const loan = loanOf(card);
  const found = nextStep({ view: card.view, loan }, nowMs);
  if (loan && found?.kind === "unit") return unitSteps(card, loan, found.steps);
  return { next: ownStep(card, found?.kind), quiet: [] };
}

/** A hold that is over does not keep its item from the person who came for it. */
function unitSteps(card: ScanCard, loan: CardLoan, steps: UnitStep[]): Steps {
  if (barredBy(loan.unit)) {
    const quiet = steps.filter((step) => step !== "page");
    return { next: { kind: card.view.has_page ? "page" : "nothing" }, quiet };
  }
  const next = steps.find((step) => step === "hand_over") ?? steps[0];
  const quiet = steps.filter((step) => step !== next && step !== "page");
  if (next === undefined || next === "withdraw") {
    return { next: { kind: "wait", loan }, quiet: next ? [next] : [] };
  }
  if (next !== "resolve") return { next: { kind: "unit", step: next, loan }, quiet };
  const id = loan.unit.discrepancy ?? card.discrepancy;
  return { next: id ? { kind: "resolve", id, loan } : { kind: "wait", loan }, quiet };
}

/** What the asset itself allows, while no unit has it. */
function ownStep(
  card: ScanCard,
  kind: "unit" | "requisition" | "request" | "page" | undefined,
): Next {
  const [claim] = waitingClaims(card.view);
  const holding = card.view.claims[0];
  if (card.discrepancy) return { kind: "resolve", id: card.discrepancy, loan: undefined };
  if (kind === "requisition" && holding) return { kind: "requisition", claim: holding };
  if (kind === "request") return claim ? { kind: "review", claim } : { kind: "request" };
  return { kind: kind === "page" ? "page" : "nothing" };
}

/** Names a step, so that one can tell when it became another. */
export function stepName(next: Next): string {
  return next.kind === "unit" ? next.step : next.kind;
}
