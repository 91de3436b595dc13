/** The next step of what was found. What can be decided only with more on screen opens that. */
import type { EquipmentMatch, LoanRow, RequisitionId, RequisitionNumber } from "$lib/bindings";
import { handOver, takeBack } from "$lib/decisions";
import { number } from "$lib/format";
import { may } from "$lib/may.svelte";
import { m } from "$lib/messages";
import { go } from "$lib/route.svelte";
import { request } from "../equipment/steps";
import type { Step } from "./palette";

/** What to do next with an asset: with the unit that has it, else with whoever wants it. */
export function equipmentStep({ row, unit }: EquipmentMatch): Step | undefined {
  if (row.standing.kind === "claimed") return unit ? unitStep(unit) : undefined;
  if (row.standing.kind !== "available") return undefined;
  if (unit) return reviewStep(unit.line.requisition, unit.line.number);
  return { label: m.palette_request(), run: () => request(row.asset) };
}

function unitStep({ unit, standing, line }: LoanRow): Step | undefined {
  switch (standing) {
    case "reserved":
      if (!may.checkOut) return undefined;
      return {
        label: m.palette_hand_over(),
        run: () => void handOver([{ unit, to: null }], line.requester),
      };
    case "checked_out":
    case "due_today":
    case "overdue":
      if (!may.checkIn) return undefined;
      return { label: m.palette_take_back(), run: () => void takeBack([unit]) };
    default:
      return undefined;
  }
}

/** Opens what waits for a decision; deciding needs more than a row. */
export const reviewStep = (id: RequisitionId, of: RequisitionNumber): Step => ({
  label: m.palette_review({ number: number(of) }),
  run: () => go({ room: "inbox", id }),
});
