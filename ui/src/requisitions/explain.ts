/**
 * Why a unit stands as it does, in whole sentences: cause, person, time, activity number.
 * Never more than the evidence says.
 */
import type {
  Health,
  OperationKind,
  OperationView,
  TimelineEntry,
  UnitState,
  UnitView,
} from "$lib/bindings";
import { clock, date, secondsUntil } from "$lib/format";
import { intentText } from "$lib/waiting";
import { m } from "$lib/messages";
import { disagreementText } from "$lib/disagreements";
import { refusalText } from "$lib/refusals";
import { actorText, refusedTitle, subjectText } from "$lib/timeline";
import { arrivalText } from "./evidence";
import { approval, exact, reached } from "./history";
import { goesAtOnce } from "./unit-steps";

/** What an explanation draws on besides the unit. */
export type Background = {
  history: TimelineEntry[];
  /** The present, in milliseconds, for countdowns. */
  now: number;
  /** How Snipe-IT and Toolcrib get on, for what waits. */
  health?: Health;
};

/** Why the unit stands as it does; the sentences in order. */
export function explain(unit: UnitView, background: Background): string[] {
  const open = unit.operation && openSentences(unit.operation, background);
  if (open) return open;
  return [...refusal(unit), ...resting(unit, background)];
}

function openSentences(operation: OperationView, background: Background): string[] | undefined {
  switch (operation.phase) {
    case "waiting":
      return [waiting(operation, background)];
    case "sending":
      return [
        m.requisition_asked_of_server({ time: clock(operation.sent_at ?? operation.decided_at) }),
      ];
    case "in_doubt":
      return doubt(operation);
    default:
      return undefined;
  }
}

function waiting(operation: OperationView, { now, health }: Background): string {
  const { kind, due_at } = operation;
  const actor = subjectText(operation.decided_by);
  const time = exact(operation.decided_at);
  if (operation.waits_for_server) {
    return m.requisition_will_wait_for({ intent: intentText(kind, health), actor, time });
  }
  if (goesAtOnce(kind)) return m.requisition_will_go({ actor, time });
  const seconds = due_at ? secondsUntil(due_at, now) : 0;
  const local = kind === "reject" || kind === "cancel";
  const say = local ? m.requisition_will_commit : m.requisition_will_wait;
  return say({ actor, time, seconds });
}

function doubt(operation: OperationView): string[] {
  const time = clock(operation.sent_at ?? operation.decided_at);
  const asked = m.requisition_doubt({ time });
  return operation.due_at
    ? [asked, m.requisition_doubt_next({ time: clock(operation.due_at) })]
    : [asked];
}

/** What was refused last; once the unit has moved on, that is over. */
export function refusal({ operation, state }: UnitView): string[] {
  if (operation?.phase !== "refused" || !operation.refusal) return [];
  if (!BEGAN_IN[operation.kind].includes(state)) return [];
  const what = refusedTitle(operation.kind);
  return [m.requisition_refused({ what, why: refusalText(operation.refusal) })];
}

const BEGAN_IN: Record<OperationKind, readonly UnitState[]> = {
  reserve: ["pending"],
  reject: ["pending"],
  cancel: ["pending"],
  release: ["reserved"],
  expire: ["reserved"],
  relabel: ["reserved"],
  hand_over: ["reserved"],
  take_back: ["checked_out"],
  retrieve: ["reserved", "checked_out"],
  restore_label: ["returned", "released", "expired"],
};

function resting(unit: UnitView, { history }: Background): string[] {
  if (unit.disagreement) return [disagreementText(unit.disagreement)];
  const arrival = reached(unit.state, history);
  const due = m.requisition_due_no_return({ due: date(unit.due) });
  const said = arrival ? [arrivalText(arrival, unit.state)] : [];
  if (unit.standing === "overdue" || unit.standing === "due_today") return [due, ...said];
  if (unit.state === "reserved") return [...notCollected(unit), ...said, ...approvedBy(history)];
  if (unit.state === "expired") return [...notCollected(unit), ...said];
  return unit.label_left ? [...said, m.requisition_label_left()] : said;
}

function notCollected({ hold_over, hold_until, state }: UnitView): string[] {
  const over = hold_over || state === "expired";
  return over && hold_until ? [m.requisition_hold_over({ day: date(hold_until) })] : [];
}

function approvedBy(history: TimelineEntry[]): string[] {
  const decision = approval(history);
  if (!decision) return [];
  const inputs = { actor: actorText(decision.actor), time: exact(decision.at) };
  return [m.requisition_approved_by(inputs)];
}
