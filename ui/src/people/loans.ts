/** What a person has, in words, and what can be done with it. */
import type { LoanRow, PersonId } from "$lib/bindings";
import { daysBetween, day, number } from "$lib/format";
import * as decisions from "$lib/decisions";
import { may, type Need } from "$lib/may.svelte";
import { m } from "$lib/messages";
import { standingText } from "$lib/standing";
import { handOverLoan } from "../requisitions/take-step";

/** What can be done with a loan here. */
export type LoanStep = "hand_over" | "take_back";

/** The next step of a loan; none while something is under way or to be settled first. */
export function stepOf({ standing }: LoanRow, canReceive: boolean): LoanStep | undefined {
  switch (standing) {
    case "reserved":
      return canReceive && may.checkOut ? "hand_over" : undefined;
    case "checked_out":
    case "due_today":
    case "overdue":
      return may.checkIn ? "take_back" : undefined;
    default:
      return undefined;
  }
}

/** The rights that the loans' next steps need. */
export const needsOf = (loans: LoanRow[]): Need[] =>
  loans.flatMap(({ standing }) => {
    if (standing === "reserved") return "check_out";
    return ["checked_out", "due_today", "overdue"].includes(standing) ? "check_in" : [];
  });

/** Takes the step; the core reports what became of it. */
export async function takeStep(step: LoanStep, loan: LoanRow): Promise<void> {
  if (step === "hand_over") await handOverLoan(loan);
  else await decisions.takeBack([loan.unit]);
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
