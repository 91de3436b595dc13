/** What happened in a project, in words. */
import type {
  Disagreement,
  MemberRole,
  ProjectEvent,
  ProjectEventKind,
  ProjectState,
  UnitState,
} from "$lib/bindings";
import { answerText, disagreementText } from "$lib/disagreements";
import { clock, date, day, daysBetween, number, stamp } from "$lib/format";
import { m } from "$lib/messages";
import { refusalText } from "$lib/refusals";
import { LOOKS, type Hue } from "$lib/standing";
import { actorText, refusedTitle } from "$lib/timeline";
import { sentenceList } from "../requisitions/lists";
import { AS, STATES } from "./words";

/** An event as its row shows it. */
export interface EventText {
  title: string;
  detail: string;
  hue: Hue;
  /** Whether somebody has, or had, to put something right. */
  solid: boolean;
}

type Kind<K extends ProjectEventKind["kind"]> = Extract<ProjectEventKind, { kind: K }>;

/** Says an event: `{ title: "DS1054Z overdue", detail: "ML-0409, with Ana Silva" }`. */
export function eventText(event: ProjectEvent): EventText {
  const { what } = event;
  switch (what.kind) {
    case "asked":
      return quiet(asked(what), inRequisition(event), "amber");
    case "moved":
      return moved(event, what);
    case "operation":
      return operation(event, what);
    case "overdue":
      return solid(
        m.project_event_overdue({ what: subject(event) }),
        [event.tag ?? place(event), what.with && m.project_event_with({ name: what.with })],
        "red",
      );
    case "due":
      return quiet(
        m.project_event_due({ what: subject(event) }),
        [...about(event), m.timeline_due_change({ from: date(what.from), to: date(what.to) })],
        "grey",
      );
    case "disagreed":
      return solid(m.timeline_disagreed(), disagreement(event, what.about), "plum");
    case "agreed":
      return quiet(m.timeline_agreed(), disagreement(event, what.about), "green");
    case "answered":
      return quiet(
        m.timeline_answered(),
        [...about(event), answerText(what.answer), by(event)],
        "green",
      );
    case "state":
      return quiet(PROJECT[what.to](), [by(event)], STATES[what.to].hue);
    case "member":
      return member(event, what);
  }
}

/** Today 10:31, Tue 17:48, 5 Oct. */
export function eventTime(at: string, now: Date): string {
  const ago = daysBetween(at, now);
  if (ago === 0) return m.project_today_at({ time: clock(at) });
  return ago > 0 && ago < 7 ? stamp(at, now) : day(at, now);
}

type Parts = (string | null | undefined)[];

const text = (title: string, parts: Parts, hue: Hue, solid: boolean): EventText => ({
  title,
  detail: parts.filter(Boolean).join(", "),
  hue,
  solid,
});
const quiet = (title: string, parts: Parts, hue: Hue) => text(title, parts, hue, false);
const solid = (title: string, parts: Parts, hue: Hue) => text(title, parts, hue, true);

const asked = ({ requester, lines }: Kind<"asked">): string =>
  m.project_event_asked({ name: requester, count: lines });

const inRequisition = ({ requisition }: ProjectEvent): Parts => [
  requisition && m.project_event_in({ number: number(requisition.number) }),
];

/** What it is about: Raspberry Pi 5, 2 × Raspberry Pi 5, 3 items. */
function subject({ title, units }: ProjectEvent): string {
  if (title === null) return m.project_event_items({ count: units });
  return units > 1 ? m.requisition_line_quantity({ quantity: units, title }) : title;
}

/** What it is about, and then a sentence. */
function disagreement(event: ProjectEvent, what: Disagreement): Parts {
  const of = about(event).filter(Boolean).join(", ");
  return [[of, disagreementText(what)].filter(Boolean).join(". ")];
}

/** R-1029 line 3, R-1029 lines 1 and 2. */
function place({ requisition, lines }: ProjectEvent): string {
  if (!requisition) return "";
  const at = number(requisition.number);
  const [line] = lines;
  if (line === undefined) return at;
  return lines.length === 1
    ? m.project_event_line({ number: at, line })
    : m.project_event_lines({ number: at, lines: sentenceList(lines.map(String)) });
}

/** The asset where it is one, else the lines. */
const about = (event: ProjectEvent): Parts => [event.tag, place(event)];

function by({ by, actor }: ProjectEvent): string | null {
  const name = by ?? (actor && actor.kind !== "rule" ? actorText(actor) : null);
  return name && m.project_event_by({ name });
}

const activity = ({ activity }: ProjectEvent): string | null =>
  activity === null ? null : m.project_event_activity({ id: String(activity) });

const MOVED: Record<UnitState, (inputs: { what: string }) => string> = {
  pending: m.project_event_pending,
  reserved: m.project_event_reserved,
  checked_out: m.project_event_checked_out,
  returned: m.project_event_returned,
  rejected: m.project_event_rejected,
  cancelled: m.project_event_cancelled,
  released: m.project_event_released,
  expired: m.project_event_expired,
};

function moved(event: ProjectEvent, { to, who }: Kind<"moved">): EventText {
  const said = event.note && `“${event.note}”`;
  const parts: Parts = [
    ...about(event),
    to === "expired" ? m.project_event_expired_detail() : holder(to, who),
    activity(event) ?? by(event),
    said,
  ];
  return quiet(MOVED[to]({ what: subject(event) }), parts, LOOKS[to].hue);
}

function holder(to: UnitState, who: string | null): string | null {
  if (!who) return null;
  if (to === "checked_out") return m.project_event_to({ name: who });
  return to === "returned" ? m.project_event_from({ name: who }) : null;
}

function operation(event: ProjectEvent, what: Kind<"operation">): EventText {
  const inputs = { what: subject(event) };
  switch (what.phase) {
    case "in_doubt":
      return solid(
        m.project_event_in_doubt(inputs),
        [place(event), m.project_event_answer_lost()],
        "plum",
      );
    case "refused": {
      const refusal = refusedTitle(what.operation);
      const why = what.refusal && refusalText(what.refusal);
      return solid(m.project_event_refused({ ...inputs, refusal }), [...about(event), why], "red");
    }
    case "escalated":
      return solid(m.timeline_escalated(), [subject(event), ...about(event)], "plum");
    case "withdrawn":
      return quiet(m.project_event_unapproved(inputs), [place(event), by(event)], "grey");
    default:
      return quiet(m.project_event_approved(inputs), [place(event), by(event)], "grey");
  }
}

const PROJECT: Record<ProjectState, () => string> = {
  pending: m.project_event_created,
  active: m.project_event_activated,
  rejected: m.project_event_project_rejected,
  completed: m.project_event_completed,
  archived: m.project_event_archived,
};

function member({ actor }: ProjectEvent, { name, from, to }: Kind<"member">): EventText {
  const by = actor ? actorText(actor) : "";
  const as = (role: MemberRole) => AS[role]();
  if (to === null) {
    const role = from ? as(from) : "";
    return quiet(m.project_event_left({ name }), [m.project_event_left_by({ role, by })], "grey");
  }
  if (from === null) {
    const detail = m.project_event_joined_as({ role: as(to), by });
    return quiet(m.project_event_joined({ name }), [detail], "grey");
  }
  const detail = m.project_event_role_by({ role: as(from), by });
  return quiet(m.project_event_role({ name, role: as(to) }), [detail], "grey");
}
