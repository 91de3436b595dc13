import type { Standing } from "./bindings";

/** The core's order, the most urgent first. */
const ORDER: Standing[] = [
  "discrepancy",
  "in_doubt",
  "overdue",
  "due_today",
  "pending",
  "will_be_approved",
  "will_be_rejected",
  "will_be_cancelled",
  "will_be_released",
  "reserving",
  "releasing",
  "reserved",
  "checked_out",
  "returned",
  "rejected",
  "cancelled",
  "released",
  "expired",
];

/** What a summary of several shows. */
export function mostUrgent(standings: Standing[]): Standing | undefined {
  return ORDER.find((standing) => standings.includes(standing));
}
