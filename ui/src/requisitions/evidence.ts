/** What a transition rests on, as a sentence. */
import type { Evidence, TimelineEntry, UnitState } from "$lib/bindings";
import { m } from "$lib/messages";
import { subjectText } from "$lib/timeline";
import { exact } from "./history";

type Seen<K extends Evidence["kind"]> = Extract<Evidence, { kind: K }>;

/** How a unit came into a state. */
export function arrivalText(entry: TimelineEntry, state: UnitState): string {
  switch (entry.evidence?.kind) {
    case "activity":
      return activityText(entry.evidence, state);
    case "label_seen":
      return labelText(entry.evidence);
    case "asset_seen":
      return assetText(entry.evidence);
    default:
      return decisionText(entry, state);
  }
}

function activityText({ id, at, target, by }: Seen<"activity">, state: UnitState): string {
  const row = { id: String(id), time: exact(at) };
  if (state === "returned") {
    return by ? m.requisition_in_by({ ...row, by }) : m.requisition_in({ ...row });
  }
  if (!target) return m.requisition_out({ ...row });
  return by
    ? m.requisition_out_to_by({ ...row, target, by })
    : m.requisition_out_to({ ...row, target });
}

function labelText({ label_name, read_at, fence }: Seen<"label_seen">): string {
  const inputs = { label: label_name, time: exact(read_at) };
  return fence === null
    ? m.requisition_label_seen(inputs)
    : m.requisition_label_seen_after({ ...inputs, id: String(fence) });
}

function assetText({ fact, read_at, holder }: Seen<"asset_seen">): string {
  const time = exact(read_at);
  switch (fact) {
    case "deleted":
      return m.requisition_asset_deleted({ time });
    case "label_changed":
      return m.requisition_asset_label_changed({ time });
    case "free":
      return m.requisition_asset_free({ time });
    case "held":
      return holder
        ? m.requisition_asset_held_by({ holder, time })
        : m.requisition_asset_held({ time });
    case "came_back":
      return m.requisition_asset_came_back({ time });
    case "archived":
      return m.requisition_asset_archived({ time });
  }
}

function decisionText({ actor, at, note }: TimelineEntry, state: UnitState): string {
  const inputs = { actor: subjectText(actor), time: exact(at) };
  if (note) return DECIDED_BECAUSE[state]({ ...inputs, reason: note });
  return DECIDED[state](inputs);
}

type Say<T> = Record<UnitState, (inputs: T) => string>;
type Decision = { actor: string; time: string };

const DECIDED: Say<Decision> = {
  pending: m.requisition_decided_pending,
  reserved: m.requisition_decided_reserved,
  checked_out: m.requisition_decided_checked_out,
  returned: m.requisition_decided_returned,
  rejected: m.requisition_decided_rejected,
  cancelled: m.requisition_decided_cancelled,
  released: m.requisition_decided_released,
  expired: m.requisition_decided_expired,
};

const DECIDED_BECAUSE: Say<Decision & { reason: string }> = {
  pending: m.requisition_because_pending,
  reserved: m.requisition_because_reserved,
  checked_out: m.requisition_because_checked_out,
  returned: m.requisition_because_returned,
  rejected: m.requisition_because_rejected,
  cancelled: m.requisition_because_cancelled,
  released: m.requisition_because_released,
  expired: m.requisition_because_expired,
};
