/** A requisition in words: how many of its lines stand how. */
import type { Standing } from "$lib/bindings";
import { m } from "$lib/messages";
import { URGENCY } from "$lib/urgency";

/** So many lines stand like this. */
export type Share = {
  standing: Standing;
  count: number;
  text: string;
};

const WORDS: Record<Standing, (inputs: { count: number }) => string> = {
  discrepancy: m.requisitions_count_discrepancy,
  in_doubt: m.requisitions_count_in_doubt,
  overdue: m.requisitions_count_overdue,
  due_today: m.requisitions_count_due_today,
  pending: m.requisitions_count_pending,
  will_be_approved: m.requisitions_count_will_be_approved,
  will_be_rejected: m.requisitions_count_will_be_rejected,
  will_be_cancelled: m.requisitions_count_will_be_cancelled,
  will_be_released: m.requisitions_count_will_be_released,
  will_be_handed_over: m.requisitions_count_will_be_handed_over,
  will_be_taken_back: m.requisitions_count_will_be_taken_back,
  reserving: m.requisitions_count_reserving,
  releasing: m.requisitions_count_releasing,
  handing_over: m.requisitions_count_handing_over,
  taking_back: m.requisitions_count_taking_back,
  reserved: m.requisitions_count_reserved,
  checked_out: m.requisitions_count_checked_out,
  returned: m.requisitions_count_returned,
  rejected: m.requisitions_count_rejected,
  cancelled: m.requisitions_count_cancelled,
  released: m.requisitions_count_released,
  expired: m.requisitions_count_expired,
};

/** How the lines of a requisition stand, the most urgent first. */
export function sharesOf(strip: Standing[]): Share[] {
  return URGENCY.flatMap((standing) => {
    const count = strip.filter((each) => each === standing).length;
    return count ? [{ standing, count, text: WORDS[standing]({ count }) }] : [];
  });
}

/** A requisition in one pill: the most urgent standing, counted where the lines differ. */
export function summaryPill(strip: Standing[]): { standing: Standing; text?: string } | undefined {
  const [first] = sharesOf(strip);
  if (!first) return undefined;
  const { standing, count, text } = first;
  if (count < strip.length) return { standing, text };
  return standing === "returned" && count > 1
    ? { standing, text: m.requisitions_all_returned() }
    : { standing };
}
