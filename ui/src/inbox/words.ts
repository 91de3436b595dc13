import type {
  Health,
  InboxFlag,
  InboxRow,
  LineView,
  MemberRole,
  OperationView,
  RequisitionView,
} from "$lib/bindings";
import { clock, day, number, range, secondsUntil, when } from "$lib/format";
import { getLocale } from "../paraglide/runtime.js";
import { m } from "$lib/messages";
import { refusalText } from "$lib/refusals";
import { actorText } from "$lib/timeline";
import { intentText } from "$lib/waiting";
import { goesAtOnce } from "../requisitions/unit-steps";
import type { Plan } from "./plan";

/** 1 and 2; 1, 2 and 4 */
export function listed(positions: number[]): string {
  const format = new Intl.ListFormat(getLocale() === "en" ? "en-GB" : getLocale());
  return format.format(positions.map(String));
}

/** 4 lines, 14–28 Oct */
export function rowFacts(row: InboxRow, now: Date): string {
  return m.inbox_row_facts({
    lines: m.inbox_lines({ count: row.lines }),
    period: range(row.from, row.until, now),
  });
}

/** What makes a request more than routine. */
export function flagText(flag: InboxFlag): string {
  switch (flag.kind) {
    case "requester_blocked":
      return m.inbox_flag_blocked();
    case "project_pending":
      return m.inbox_flag_project_pending();
    case "project_closed":
      return m.inbox_flag_project_closed();
    case "conflicts":
      return m.inbox_flag_conflicts({ count: flag.lines });
    case "long_loan":
      return m.inbox_flag_long();
  }
}

/** "2 × Raspberry Pi 5 8GB", or just the title. */
export function lineTitle({ title }: LineView, quantity: number): string {
  return quantity > 1 ? m.quantity_of({ quantity, title }) : title;
}

/** The sentence under a line to decide: where it is, who has it, what is missing. */
export function lineExplained(plan: Plan): string {
  const said = plan.line.wanted.kind === "asset" ? assetExplained(plan) : modelExplained(plan);
  const first = notReserved(plan);
  return first ? m.inbox_two_sentences({ first, second: said }) : said;
}

/** Why the last approval of what is still open came to nothing, if it did. */
export function notReserved({ open }: Plan): string {
  const refused = open.find(({ operation }) => operation?.refusal)?.operation?.refusal;
  return refused ? m.inbox_not_reserved({ why: refusalText(refused) }) : "";
}

function assetExplained({ line }: Plan): string {
  const what = line.availability;
  const location = line.asset?.location;
  if (what?.kind === "available") return freeSince(location, what.since);
  const others = line.candidates.length;
  const second = others > 0 ? m.inbox_others({ count: others }) : m.inbox_no_others();
  return m.inbox_two_sentences({ first: whyNot(line), second });
}

function whyNot({ availability }: LineView): string {
  switch (availability?.kind) {
    case "held":
      return availability.due
        ? m.inbox_held_due({ holder: availability.holder, day: day(availability.due) })
        : m.inbox_held({ holder: availability.holder });
    case "claimed":
      return m.inbox_claimed({
        project: availability.project,
        number: number(availability.number),
      });
    case "reserved_elsewhere":
      return m.inbox_reserved_elsewhere();
    case "not_lendable":
      return m.inbox_not_lendable({ label: availability.label });
    default:
      return m.inbox_gone();
  }
}

function freeSince(location: string | null | undefined, since: string | null): string {
  if (location && since) return m.inbox_at_since({ location, day: day(since) });
  if (since) return m.inbox_since({ day: day(since) });
  return location ? m.inbox_at({ location }) : "";
}

function modelExplained({ line, open, picked }: Plan): string {
  const free = line.candidates.length;
  if (free === 0) return m.inbox_short_none();
  if (free < open.length) return m.inbox_short({ short: open.length - free, free });
  if (picked.length === 0) return m.inbox_pick_some();
  const tags = picked.map(({ asset }) => asset.tag).join(", ");
  return m.inbox_enough({ count: picked.length, tags });
}

/** Where a decision under way stands, and when something happens next. */
export function operationText(
  operation: OperationView,
  nowMs: number,
  health: Health | undefined,
): string {
  const at = (value: string) => when(value, new Date(nowMs));
  const { due_at } = operation;
  switch (operation.phase) {
    case "sending":
      return operation.sent_at
        ? m.inbox_sent_at({ time: clock(operation.sent_at) })
        : m.inbox_waiting_budget();
    case "in_doubt":
      return doubtText(operation, nowMs);
    case "waiting":
      if (operation.waits_for_server) {
        const intent = intentText(operation.kind, health);
        return m.inbox_waits({ intent, ...decided(operation, at) });
      }
      if (goesAtOnce(operation.kind)) return m.inbox_on_its_way(decided(operation, at));
      if (!due_at) return m.inbox_decided_by(decided(operation, at));
      return goesIn(operation, secondsUntil(due_at, nowMs));
    default:
      return m.inbox_decided_by(decided(operation, at));
  }
}

const decided = (operation: OperationView, at: (value: string) => string) => ({
  time: at(operation.decided_at),
  name: actorText(operation.decided_by),
});

/** Declining needs no server, so nothing of it is ever sent. */
function goesIn({ kind }: OperationView, seconds: number): string {
  const local = kind === "reject" || kind === "cancel";
  return local ? m.inbox_takes_effect({ seconds }) : m.inbox_sent_in({ seconds });
}

function doubtText({ doubt_since, decided_at, due_at }: OperationView, nowMs: number): string {
  const time = clock(doubt_since ?? decided_at);
  const seconds = due_at ? secondsUntil(due_at, nowMs) : 0;
  return seconds > 0 ? m.inbox_doubt_next({ time, seconds }) : m.inbox_doubt({ time });
}

/** Ana Silva, leader, group 4 · Engenharia de Computadores · 2026/2027 */
export function about({ requester, project }: RequisitionView): string {
  const role = requester.role && ROLES[requester.role]();
  const group = project.group_number !== null && m.group_number({ number: project.group_number });
  const who = [requester.name, role, group].filter(Boolean).join(", ");
  return [who, project.course, project.academic_year].filter(Boolean).join(" · ");
}

const ROLES: Record<MemberRole, () => string> = {
  leader: m.role_leader,
  member: m.role_member,
  observer: m.role_observer,
  advisor: m.role_advisor,
  supervisor: m.role_supervisor,
};
