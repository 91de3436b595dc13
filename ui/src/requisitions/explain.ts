/**
 * Why a unit stands as it does, in whole sentences: cause, person, time, activity number.
 * Never more than the evidence says.
 */
import type { OperationView, TimelineEntry, UnitView } from "$lib/bindings";
import { clock, date, secondsUntil } from "$lib/format";
import { m } from "$lib/messages";
import { disagreementText } from "$lib/disagreements";
import { refusalText } from "$lib/refusals";
import { actorText } from "$lib/timeline";
import { arrivalText } from "./evidence";
import { approval, exact, reached } from "./history";

/** What an explanation draws on besides the unit. */
export type Background = {
  history: TimelineEntry[];
  /** The present, in milliseconds, for countdowns. */
  now: number;
};

/** Why the unit stands as it does; the sentences in order. */
export function explain(unit: UnitView, background: Background): string[] {
  const open = unit.operation && openSentences(unit.operation, background.now);
  if (open) return open;
  return [...refusal(unit), ...resting(unit, background)];
}

function openSentences(operation: OperationView, now: number): string[] | undefined {
  switch (operation.phase) {
    case "waiting":
      return [waiting(operation, now)];
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

function waiting(operation: OperationView, now: number): string {
  const actor = actorText(operation.decided_by);
  const time = exact(operation.decided_at);
  if (operation.waits_for_server) return m.requisition_will_wait_server({ actor, time });
  const seconds = operation.due_at ? secondsUntil(operation.due_at, now) : 0;
  const local = operation.kind === "reject" || operation.kind === "cancel";
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

function refusal({ operation }: UnitView): string[] {
  if (operation?.phase !== "refused" || !operation.refusal) return [];
  return [m.requisition_refused({ why: refusalText(operation.refusal) })];
}

function resting(unit: UnitView, { history }: Background): string[] {
  if (unit.disagreement) return [disagreementText(unit.disagreement)];
  const arrival = unit.why ?? reached(unit.state, history);
  const due = m.requisition_due_no_return({ due: date(unit.due) });
  const said = arrival ? [arrivalText(arrival, unit.state)] : [];
  if (unit.standing === "overdue" || unit.standing === "due_today") return [due, ...said];
  if (unit.state === "reserved") return [...said, ...approvedBy(history)];
  return unit.label_left ? [...said, m.requisition_label_left()] : said;
}

function approvedBy(history: TimelineEntry[]): string[] {
  const decision = approval(history);
  if (!decision) return [];
  const inputs = { actor: actorText(decision.actor), time: exact(decision.at) };
  return [m.requisition_approved_by(inputs)];
}
