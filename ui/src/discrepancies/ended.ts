import type { Answer, DiscrepancyView, OperationKind, OperationView, Phase } from "$lib/bindings";
import { clockSeconds, when } from "$lib/format";
import { m } from "$lib/messages";
import { refusalText } from "$lib/refusals";
import type { Hue } from "$lib/standing";
import { actorText } from "$lib/timeline";
import { answerTitle } from "./titles";

/** How a discrepancy ended, and by whom and when. */
export function endedText(
  { row, history }: DiscrepancyView,
  now: Date,
): { how: string; by: string } {
  if (row.answer === null) {
    return { how: m.discrepancy_ended_itself(), by: row.closed_at ? when(row.closed_at, now) : "" };
  }
  const answered = history.find(({ event }) => event.kind === "answered");
  const by = answered
    ? m.discrepancy_ended_by({ name: actorText(answered.actor), time: when(answered.at, now) })
    : "";
  return { how: answerTitle(row.answer), by };
}

/** Where the write stands that an answer led to, or that is in doubt. */
export interface WriteText {
  what: string;
  stands: string;
  hue: Hue;
}

const DOING: Record<OperationKind, () => string> = {
  reserve: m.operation_doing_reserve,
  release: m.operation_doing_release,
  expire: m.operation_doing_expire,
  relabel: m.operation_doing_relabel,
  hand_over: m.operation_doing_hand_over,
  take_back: m.operation_doing_take_back,
  retrieve: m.operation_doing_retrieve,
  restore_label: m.operation_doing_restore_label,
  reject: m.operation_doing_reject,
  cancel: m.operation_doing_cancel,
};

const HUES: Record<Phase, Hue> = {
  waiting: "grey",
  sending: "teal",
  in_doubt: "plum",
  done: "green",
  refused: "red",
  withdrawn: "grey",
  escalated: "plum",
};

/** The writes that an answer leads to. */
const LEADS_TO: Record<Answer, readonly OperationKind[]> = {
  wrong_person: ["retrieve", "hand_over"],
  another_asset: ["reserve"],
  add_member: [],
  release_unit: [],
  accept_loan: [],
  returned: ["restore_label"],
  take_back: ["take_back", "restore_label"],
  lend_again: ["hand_over"],
  put_reserved: ["relabel"],
  put_available: ["restore_label"],
  send_again: ["reserve", "release", "expire", "relabel", "hand_over", "take_back", "retrieve"],
  give_up: [],
  keep: [],
};

/** The write in doubt or under way; once the discrepancy has ended, the one its answer led to. */
export function writeText({ row, operation }: DiscrepancyView): WriteText | undefined {
  if (!operation) return undefined;
  const led = row.answer !== null && LEADS_TO[row.answer].includes(operation.kind);
  return row.closed_at === null || led ? text(operation) : undefined;
}

const text = (operation: OperationView): WriteText => ({
  what: DOING[operation.kind](),
  stands: stands(operation),
  hue: HUES[operation.phase],
});

function stands(operation: OperationView): string {
  const { phase, refusal, sent_at, doubt_since, decided_at, waits_for_server } = operation;
  switch (phase) {
    case "waiting":
      return waits_for_server ? m.operation_stands_waits() : m.operation_stands_waiting();
    case "sending":
      return sent_at
        ? m.operation_stands_sending({ time: clockSeconds(sent_at) })
        : m.operation_stands_turn();
    case "in_doubt":
      return m.operation_stands_in_doubt({ time: clockSeconds(doubt_since ?? decided_at) });
    case "done":
      return m.operation_stands_done();
    case "refused":
      return refusal
        ? m.operation_stands_refused_why({ why: refusalText(refusal) })
        : m.operation_stands_refused();
    case "withdrawn":
      return m.operation_stands_withdrawn();
    case "escalated":
      return m.operation_stands_escalated();
  }
}
