import type { Standing } from "./bindings";

/** The core's order, the most urgent first. */
const ORDER: Record<Standing, null> = {
  discrepancy: null,
  in_doubt: null,
  overdue: null,
  due_today: null,
  pending: null,
  will_be_approved: null,
  will_be_rejected: null,
  will_be_cancelled: null,
  will_be_released: null,
  will_be_handed_over: null,
  will_be_taken_back: null,
  reserving: null,
  releasing: null,
  handing_over: null,
  taking_back: null,
  reserved: null,
  checked_out: null,
  returned: null,
  rejected: null,
  cancelled: null,
  released: null,
  expired: null,
};

/** Every standing, the most urgent first. */
export const URGENCY = Object.keys(ORDER) as Standing[];

/** What a summary of several shows. */
export function mostUrgent(standings: Standing[]): Standing | undefined {
  return URGENCY.find((standing) => standings.includes(standing));
}
