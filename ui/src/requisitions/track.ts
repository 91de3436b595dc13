/** The way of a unit from the request to the return: what is behind it, where it is, what is ahead. */
import type { OperationKind, Standing, TimelineEntry, UnitState, UnitView } from "$lib/bindings";
import { day } from "$lib/format";
import { m } from "$lib/messages";
import { approval, brief, reached } from "./history";

/** A station of the way. The present one wears the hue and the icon of its standing. */
export type Station = {
  text: string;
  mark: "behind" | "here" | "ahead";
  standing: Standing | undefined;
};

const NO_WAY: Standing[] = ["pending", "will_be_rejected", "will_be_cancelled"];
const CUT_SHORT: UnitState[] = ["rejected", "cancelled", "released", "expired"];

/** The stations of a unit; none before a decision and after an early end: the pill says it all. */
export function trackOf(unit: UnitView, history: TimelineEntry[], askedAt: string): Station[] {
  if (NO_WAY.includes(unit.standing) || CUT_SHORT.includes(unit.state)) return [];
  return [
    ...behind(unit, history, askedAt).map((text) => station(text, "behind")),
    station(here(unit, history), "here", unit.standing),
    ...ahead(unit).map((text) => station(text, "ahead")),
  ];
}

function station(text: string, mark: Station["mark"], standing?: Standing): Station {
  return { text, mark, standing };
}

function behind(unit: UnitView, history: TimelineEntry[], askedAt: string): string[] {
  if (unit.state === "pending" && !isSent(unit)) {
    return [m.requisition_track_requested({ time: brief(askedAt) })];
  }
  const approvedAt = approvalTime(unit, history);
  const past: string[] = approvedAt
    ? [m.requisition_track_approved({ time: brief(approvedAt) })]
    : [];
  if (isPast(unit, "reserved")) past.push(arrival("reserved", history, approvedAt));
  if (isPast(unit, "checked_out")) past.push(arrival("checked_out", history));
  return past;
}

function here(unit: UnitView, history: TimelineEntry[]): string {
  const open = openText(unit);
  if (open) return open;
  if (unit.state === "pending") return m.requisition_track_pending();
  if (isDue(unit)) return m.requisition_track_due({ day: day(unit.due) });
  return arrival(unit.state, history, approvalTime(unit, history));
}

function ahead(unit: UnitView): string[] {
  const due = m.requisition_track_due({ day: day(unit.due) });
  const back = m.requisition_track_to_return();
  switch (unit.state) {
    case "pending":
      return [m.requisition_track_to_reserve(), m.requisition_track_to_check_out(), back];
    case "reserved":
      return isUnderWay(unit, RELEASING)
        ? [m.requisition_track_to_release()]
        : [m.requisition_track_to_check_out(), due, back];
    case "checked_out":
      return isDue(unit) || isUnderWay(unit, RETURNING) ? [back] : [due, back];
    default:
      return [];
  }
}

function openText(unit: UnitView): string | undefined {
  switch (unit.standing) {
    case "will_be_approved":
      return m.requisition_track_will_be_approved();
    case "will_be_released":
      return m.requisition_track_will_be_released();
    case "will_be_handed_over":
      return m.requisition_track_will_be_handed_over();
    case "will_be_taken_back":
      return m.requisition_track_will_be_taken_back();
    case "reserving":
      return m.requisition_track_reserving();
    case "releasing":
      return m.requisition_track_releasing();
    case "handing_over":
      return m.requisition_track_handing_over();
    case "taking_back":
      return m.requisition_track_taking_back();
    case "in_doubt":
      return LOST[unit.operation?.kind ?? "reserve"]();
    default:
      return undefined;
  }
}

const LOST: Record<OperationKind, () => string> = {
  reserve: m.requisition_track_reserving_lost,
  relabel: m.requisition_track_reserving_lost,
  release: m.requisition_track_releasing_lost,
  expire: m.requisition_track_releasing_lost,
  hand_over: m.requisition_track_handing_over_lost,
  take_back: m.requisition_track_taking_back_lost,
  retrieve: m.requisition_track_taking_back_lost,
  restore_label: m.requisition_track_lost,
  reject: m.requisition_track_lost,
  cancel: m.requisition_track_lost,
};

function arrival(state: UnitState, history: TimelineEntry[], told?: string): string {
  const entry = reached(state, history);
  const time = entry ? brief(entry.at, told) : "";
  if (state === "checked_out") return m.requisition_track_checked_out({ time });
  if (state === "returned") return m.requisition_track_returned({ time });
  return m.requisition_track_reserved({ time });
}

function approvalTime(unit: UnitView, history: TimelineEntry[]): string | undefined {
  const decided = unit.operation?.kind === "reserve" ? unit.operation.decided_at : undefined;
  return decided ?? approval(history)?.at;
}

/** Approved, and on its way to Snipe-IT or lost there. */
function isSent(unit: UnitView): boolean {
  const { operation } = unit;
  return operation?.kind === "reserve" && operation.sent_at !== null && !operation.refusal;
}

/** Whether a state lies behind the unit, the present one excepted unless something follows it. */
function isPast(unit: UnitView, state: "reserved" | "checked_out"): boolean {
  switch (unit.state) {
    case "returned":
      return true;
    case "checked_out":
      return state === "reserved" || isDue(unit) || isUnderWay(unit, RETURNING);
    case "reserved":
      return state === "reserved" && isUnderWay(unit, FROM_RESERVED);
    default:
      return false;
  }
}

function isDue(unit: UnitView): boolean {
  return unit.standing === "overdue" || unit.standing === "due_today";
}

const RELEASING: readonly OperationKind[] = ["release", "expire"];
const RETURNING: readonly OperationKind[] = ["take_back", "retrieve"];
const FROM_RESERVED: readonly OperationKind[] = [...RELEASING, "hand_over", "retrieve"];

function isUnderWay({ operation }: UnitView, kinds: readonly OperationKind[]): boolean {
  if (!operation || !kinds.includes(operation.kind)) return false;
  return ["waiting", "sending", "in_doubt"].includes(operation.phase);
}
