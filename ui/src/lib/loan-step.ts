/** What comes next for a loan, wherever loans are listed. */
import type { LoanRow, Standing } from "./bindings";
import { may, needsOf, type Need } from "./may.svelte";

/** What can be done with a loan at the counter. */
export type LoanStep = "hand_over" | "take_back";

const STEPS: Partial<Record<Standing, LoanStep>> = {
  reserved: "hand_over",
  checked_out: "take_back",
  due_today: "take_back",
  overdue: "take_back",
};

/** The next step of a loan; none while something is under way or to be settled first. */
export function loanStep({ standing }: LoanRow): LoanStep | undefined {
  const step = STEPS[standing];
  return step && may.take(step) ? step : undefined;
}

/** The rights that the next steps of loans need. */
export const loanNeeds = (loans: LoanRow[]): Need[] =>
  loans.flatMap(({ standing }) => needsOf(STEPS[standing]));
