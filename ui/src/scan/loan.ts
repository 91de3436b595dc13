/** The unit that has a scanned asset, as the rest of the window knows units. */
import type { LineView, ScanCard } from "$lib/bindings";
import type { Loan } from "../equipment/steps";

/** A unit, with its line and requisition. */
export type CardLoan = Loan & { line: LineView };

/** The unit that has the asset, or is about to. */
export function loanOf({ loan }: ScanCard): CardLoan | undefined {
  const line = loan?.requisition.lines.find(({ position }) => position === loan.line);
  const unit = line?.units.find(({ id }) => id === loan?.unit);
  if (!loan || !line || !unit) return undefined;
  return { unit, line, requisition: loan.requisition };
}

/** Who gets the asset, or has it by what Snipe-IT says. */
export function borrowerName({ view, loan }: ScanCard): string {
  return view.holder?.name ?? loan?.requisition.requester.name ?? "";
}
