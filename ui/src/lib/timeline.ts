import type {
  Actor,
  Disagreement,
  Evidence,
  OperationKind,
  Phase,
  Refusal,
  Rule,
  TimelineEntry,
  UnitState,
} from "./bindings";
import { clock } from "./format";
import { m } from "./messages";
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
  restore_label: m.timeline_label_decided,
  reject: m.timeline_reject_decided,
  cancel: m.timeline_cancel_decided,
};

const REFUSED: Record<OperationKind, () => string> = {
  reserve: m.timeline_refused_reserve,
  release: m.timeline_refused_release,
  restore_label: m.timeline_refused_label,
  reject: m.timeline_refused,
  cancel: m.timeline_refused,
};

const DONE: Record<OperationKind, () => string> = {
  reserve: m.timeline_done_reserve,
  release: m.timeline_done_release,
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
    actorText(actor),
    evidence && evidenceText(evidence),
    note && `“${note}”`,
  ].filter((part): part is string => Boolean(part));
}

/** Who got it, or had it. */
function holderText({ event, evidence }: TimelineEntry): string | null {
  if (event.kind !== "moved" || evidence?.kind !== "activity" || !evidence.target) return null;
  if (event.to === "checked_out") return m.evidence_to({ name: evidence.target });
  return event.to === "returned" ? m.evidence_from({ name: evidence.target }) : null;
}

function eventDetail(event: TimelineEntry["event"]): string | null {
  if (event.kind === "disagreed" || event.kind === "agreed") return disagreementText(event.about);
  if (event.kind !== "operation") return null;
  if (event.refusal) return refusalText(event.refusal);
  return event.phase === "in_doubt" ? m.timeline_in_doubt_detail() : null;
}

const RULES: Record<Rule, () => string> = {
  feed: m.rule_feed,
  settler: m.rule_settler,
  label_keeper: m.rule_label_keeper,
  reconciliation: m.rule_reconciliation,
};

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
      return {
        deleted: m.evidence_deleted,
        label_changed: m.evidence_label_changed,
        free: m.evidence_free,
      }[evidence.fact]();
  }
}

/** Why an operation was refused. */
export function refusalText(refusal: Refusal): string {
  switch (refusal.code) {
    case "not_free":
      return notFreeText(refusal.reason);
    case "already_reserved":
      return m.refusal_already_reserved();
    case "asset_gone":
      return m.refusal_asset_gone();
    case "taken_meanwhile":
      return m.refusal_taken_meanwhile({ holder: refusal.holder });
    case "checked_out_meanwhile":
      return m.refusal_checked_out_meanwhile({ holder: refusal.holder });
    case "server_said":
      return m.refusal_server_said({ message: refusal.message });
    case "forbidden":
      return m.refusal_forbidden();
    case "foreign_label":
      return m.refusal_foreign_label({ label: refusal.label });
    case "label_missing":
      return m.refusal_label_missing();
  }
}

function notFreeText(reason: Extract<Refusal, { code: "not_free" }>["reason"]): string {
  switch (reason.why) {
    case "deleted":
      return m.refusal_deleted();
    case "archived":
      return m.refusal_archived({ label: reason.label });
    case "not_deployable":
      return reason.label
        ? m.refusal_not_deployable({ label: reason.label })
        : m.refusal_no_label();
    case "held":
      return m.refusal_held({ holder: reason.holder });
  }
}

/** What Snipe-IT and the workspace disagree about. */
export function disagreementText(about: Disagreement): string {
  return {
    outside_project: m.disagreement_outside_project,
    out_while_pending: m.disagreement_out_while_pending,
    automatic_check_in: m.disagreement_automatic_check_in,
    still_held: m.disagreement_still_held,
    deleted_while_out: m.disagreement_deleted_while_out,
    in_doubt_too_long: m.disagreement_in_doubt_too_long,
  }[about]();
}
