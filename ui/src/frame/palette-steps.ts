/** The next step of what was found. What can be decided only with more on screen opens that. */
import type {
  EquipmentMatch,
  LoanRow,
  RequisitionId,
  RequisitionNumber,
  UnitView,
} from "$lib/bindings";
import { checkNow as check } from "$lib/decisions";
import { desk } from "$lib/desk";
import { number } from "$lib/format";
import { loanStep, type LoanStep } from "$lib/loan-step";
import { m } from "$lib/messages";
import { go } from "$lib/route.svelte";
import { request } from "../equipment/steps";
import { takeLoanStep } from "../requisitions/take-step";
import type { Step } from "./palette";

/** What to do next with an asset: with the unit that has it, else with whoever wants it. */
export function equipmentStep({ row, unit }: EquipmentMatch): Step | undefined {
  if (row.standing.kind === "claimed") return unit ? unitStep(unit) : undefined;
  if (row.standing.kind !== "available") return undefined;
  if (unit) return reviewStep(unit.line.requisition, unit.line.number);
  return { label: m.palette_request(), run: () => request(row.asset) };
}

function unitStep(loan: LoanRow): Step | undefined {
  const step = loanStep(loan);
  if (step) return { label: LABELS[step](), run: () => void takeLoanStep(step, loan) };
  switch (loan.standing) {
    case "in_doubt":
      return { label: m.palette_check(), run: () => void checkNow(loan) };
    case "discrepancy":
      return { label: m.palette_look(), run: () => void look(loan) };
    default:
      return undefined;
  }
}

const LABELS: Record<LoanStep, () => string> = {
  hand_over: m.palette_hand_over,
  take_back: m.palette_take_back,
};

/** Looks now whether what was sent arrived. */
async function checkNow(loan: LoanRow): Promise<void> {
  const { operation } = (await unitOf(loan)) ?? {};
  if (operation) await check([operation.id]);
}

/** Opens what Snipe-IT and the workspace disagree about. */
async function look(loan: LoanRow): Promise<void> {
  const { discrepancy } = (await unitOf(loan)) ?? {};
  go(discrepancy ? { room: "discrepancies", id: discrepancy } : { room: "discrepancies" });
}

/** The unit behind a row; it may have gone on since the row was found. */
async function unitOf({ unit, line }: LoanRow): Promise<UnitView | undefined> {
  const view = await desk.requisition(line.requisition).catch(() => undefined);
  return view?.lines.flatMap(({ units }) => units).find(({ id }) => id === unit);
}

/** Opens what waits for a decision; deciding needs more than a row. */
export const reviewStep = (id: RequisitionId, of: RequisitionNumber): Step => ({
  label: m.palette_review({ number: number(of) }),
  run: () => go({ room: "inbox", id }),
});
