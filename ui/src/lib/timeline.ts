import type {
  Actor,
  AssetFact,
  Evidence,
  OperationKind,
  Phase,
  Rule,
  TimelineEntry,
  UnitState,
} from "./bindings";
import { answerText, disagreementText } from "./disagreements";
import { clock, date } from "./format";
import { m } from "./messages";
import { refusalText } from "./refusals";
import { LOOKS, type Hue } from "./standing";

/** A timeline entry in words: what happened, and what it rests on. */
export interface TimelineText {
  title: string;
  detail: string;
  hue: Hue;
}

/** Says an entry: `{ title: "Reserved, line 2", detail: "ML-0628 · Helena Duarte · …" }`. */
export function timelineText(entry: TimelineEntry): TimelineText {
  const { title, hue } = what(entry);
  const line = entry.line;
  return {
    title: line === null ? title : m.timeline_line_title({ title, line }),
    detail: details(entry).join(" · "),
    hue,
  };
}

function what({ event }: TimelineEntry): { title: string; hue: Hue } {
  switch (event.kind) {
    case "asked":
      return { title: m.timeline_asked(), hue: "amber" };
    case "moved":
      return { title: MOVED[event.to](), hue: LOOKS[event.to].hue };
    case "operation":
      return operation(event.operation, event.phase);
    case "disagreed":
      return { title: m.timeline_disagreed(), hue: "plum" };
    case "agreed":
      return { title: m.timeline_agreed(), hue: "green" };
    case "answered":
      return { title: m.timeline_answered(), hue: "green" };
    case "due":
      return { title: m.timeline_due(), hue: "grey" };
    case "noted":
      return { title: m.timeline_noted(), hue: "grey" };
  }
}

const MOVED: Record<UnitState, () => string> = {
  pending: m.timeline_back_to_pending,
  reserved: m.timeline_reserved,
  checked_out: m.timeline_checked_out,
  returned: m.timeline_returned,
  rejected: m.timeline_rejected,
  cancelled: m.timeline_cancelled,
  released: m.timeline_released,
  expired: m.timeline_expired,
};

const DECIDED: Record<OperationKind, () => string> = {
  reserve: m.timeline_approved,
  release: m.timeline_release_decided,
  expire: m.timeline_expiry_decided,
  relabel: m.timeline_relabel_decided,
  hand_over: m.timeline_hand_over_decided,
  take_back: m.timeline_take_back_decided,
  retrieve: m.timeline_retrieve_decided,
  restore_label: m.timeline_label_decided,
  reject: m.timeline_reject_decided,
  cancel: m.timeline_cancel_decided,
};

const REFUSED: Record<OperationKind, () => string> = {
  reserve: m.timeline_refused_reserve,
  release: m.timeline_refused_release,
  expire: m.timeline_refused_release,
  relabel: m.timeline_refused_relabel,
  hand_over: m.timeline_refused_hand_over,
  take_back: m.timeline_refused_take_back,
  retrieve: m.timeline_refused_retrieve,
  restore_label: m.timeline_refused_label,
  reject: m.timeline_refused,
  cancel: m.timeline_refused,
};

const DONE: Record<OperationKind, () => string> = {
  reserve: m.timeline_done_reserve,
  release: m.timeline_done_release,
  expire: m.timeline_done_release,
  relabel: m.timeline_done_relabel,
  hand_over: m.timeline_done_hand_over,
  take_back: m.timeline_done_take_back,
  retrieve: m.timeline_done_retrieve,
  restore_label: m.timeline_label_restored,
  reject: m.timeline_done,
  cancel: m.timeline_done,
};

function operation(kind: OperationKind, phase: Phase): { title: string; hue: Hue } {
  switch (phase) {
    case "waiting":
      return { title: DECIDED[kind](), hue: "grey" };
    case "sending":
      return { title: m.timeline_sending(), hue: "teal" };
    case "in_doubt":
      return { title: m.timeline_in_doubt(), hue: "plum" };
    case "done":
      return { title: DONE[kind](), hue: kind === "restore_label" ? "green" : "teal" };
    case "refused":
      return { title: REFUSED[kind](), hue: "red" };
    case "withdrawn":
      return { title: m.timeline_withdrawn(), hue: "grey" };
    case "escalated":
      return { title: m.timeline_escalated(), hue: "plum" };
  }
}

function details(entry: TimelineEntry): string[] {
  const { event, tag, actor, evidence, note } = entry;
  return [
    tag,
    holderText(entry),
    eventDetail(event),
    isUnconfirmed(entry) ? null : actorText(actor),
    evidence && evidenceText(evidence),
    note && `“${note}”`,
  ].filter((part): part is string => Boolean(part));
}

/** The settler writes that something was not confirmed, too. */
const isUnconfirmed = ({ event, actor }: TimelineEntry): boolean =>
  event.kind === "operation" &&
  actor.kind === "rule" &&
  actor.rule === "settler" &&
  event.phase !== "done";

/** Who got it, or had it. */
function holderText({ event, evidence }: TimelineEntry): string | null {
  if (event.kind !== "moved" || evidence?.kind !== "activity" || !evidence.target) return null;
  if (event.to === "checked_out") return m.evidence_to({ name: evidence.target });
  return event.to === "returned" ? m.evidence_from({ name: evidence.target }) : null;
}

function eventDetail(event: TimelineEntry["event"]): string | null {
  switch (event.kind) {
    case "disagreed":
    case "agreed":
      return disagreementText(event.about);
    case "answered":
      return answerText(event.answer);
    case "due":
      return m.timeline_due_change({ from: date(event.from), to: date(event.to) });
    case "operation":
      if (event.refusal) return refusalText(event.refusal);
      return event.phase === "in_doubt" ? m.timeline_in_doubt_detail() : null;
    case "asked":
    case "moved":
    case "noted":
      return null;
  }
}

const RULES: Record<Rule, () => string> = {
  feed: m.rule_feed,
  settler: m.rule_settler,
  label_keeper: m.rule_label_keeper,
  reconciliation: m.rule_reconciliation,
  hold_keeper: m.rule_hold_keeper,
};

/** What did not come about. */
export const refusedTitle = (kind: OperationKind): string => REFUSED[kind]();

/** Who acted, where a sentence begins with it. */
export function subjectText(actor: Actor): string {
  return actor.kind === "rule" ? m.rule_subject() : actor.name;
}

/** Who acted. */
export function actorText(actor: Actor): string {
  return actor.kind === "rule" ? RULES[actor.rule]() : actor.name;
}

/** What a transition rests on. */
export function evidenceText(evidence: Evidence): string {
  switch (evidence.kind) {
    case "label_seen":
      return m.evidence_label_seen({
        label: evidence.label_name,
        time: clock(evidence.read_at),
      });
    case "activity":
      return evidence.by
        ? m.evidence_activity_by({ id: evidence.id, name: evidence.by })
        : m.evidence_activity({ id: evidence.id });
    case "asset_seen":
      return seenText(evidence);
  }
}

const FACTS: Record<AssetFact, () => string> = {
  deleted: m.evidence_deleted,
  label_changed: m.evidence_label_changed,
  free: m.evidence_free,
  held: m.evidence_held,
  came_back: m.evidence_came_back,
  archived: m.evidence_archived,
};

function seenText({ fact, holder }: Extract<Evidence, { kind: "asset_seen" }>): string {
  return fact === "held" && holder ? m.evidence_held_by({ name: holder }) : FACTS[fact]();
}
