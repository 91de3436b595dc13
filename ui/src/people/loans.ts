/** What a person has, in words, and what can be done with it. */
import type { LoanRow, PersonId } from "$lib/bindings";
import { daysBetween, day, number } from "$lib/format";
import { loanStep, type LoanStep } from "$lib/loan-step";
import { m } from "$lib/messages";
import { standingText } from "$lib/standing";

/** The next step of a loan; nothing is handed over to somebody whom Snipe-IT does not know. */
export function stepOf(loan: LoanRow, canReceive: boolean): LoanStep | undefined {
  const step = loanStep(loan);
  return step === "hand_over" && !canReceive ? undefined : step;
}

/** What the step is called. */
export const stepText = (step: LoanStep): string =>
  step === "hand_over" ? m.person_loan_hand_over() : m.person_loan_take_back();

/** The word on the pill. */
export function pillText({ standing, due }: LoanRow, now: Date): string {
  return standing === "overdue"
    ? m.standing_overdue_by({ days: daysBetween(due, now) })
    : standingText(standing);
}

/** Until when: "due 28 Oct", "held until 16 Oct". */
export function untilText({ standing, due, hold_until }: LoanRow): string {
  if (standing !== "reserved") return m.person_loan_due({ day: day(due) });
  return hold_until ? m.person_loan_hold({ day: day(hold_until) }) : "";
}

/** Where it belongs: "R-1029 line 1, Estação meteorológica LoRa". */
export function placeText({ line, requester }: LoanRow, person: PersonId): string {
  const at = m.project_event_line({ number: number(line.number), line: line.line });
  const by = requester === person ? [] : [m.person_loan_asked_by({ name: line.requester })];
  return [at, line.project, ...by].join(", ");
}
