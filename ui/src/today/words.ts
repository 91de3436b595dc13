import type { DoubtGroup, Happening, LoanRow, Today, UnitState } from "$lib/bindings";
import { clock, date, daysBetween, number, stamp } from "$lib/format";
import { m } from "$lib/messages";
import { standingText } from "$lib/standing";
import type { GroupName } from "./groups";

const TITLES: Record<GroupName, () => string> = {
  to_decide: m.today_to_decide,
  to_hand_over: m.today_to_hand_over,
  due_today: m.today_due_today,
  overdue: m.today_overdue,
  discrepancies: m.today_discrepancies,
  in_doubt: m.today_in_doubt,
};

/** A group as a heading. */
export const groupTitle = (group: GroupName): string => TITLES[group]();

/** What a group's number means, in a few words; nothing while there is nothing. */
export function groupFacts(today: Today, group: GroupName, now: Date): string {
  switch (group) {
    case "to_decide": {
      const { lines, oldest_at } = today.to_decide;
      const counted = m.inbox_lines({ count: lines });
      return oldest_at
        ? m.today_lines_oldest({ lines: counted, age: daysOld(oldest_at, now) })
        : counted;
    }
    case "to_hand_over":
      return m.today_holds_ending({ count: today.to_hand_over.holds_ending });
    case "due_today":
      return m.today_expected_back();
    case "overdue": {
      const due = today.overdue.rows[0]?.due;
      return due ? m.today_longest({ count: daysBetween(due, today.day) }) : "";
    }
    case "discrepancies":
      return m.today_disagree();
    case "in_doubt":
      return "";
  }
}

/** Today, or so many days. */
function daysOld(at: string, now: Date): string {
  const count = daysBetween(at, now);
  return count === 0 ? clock(at) : m.span_days({ count });
}

const NOTHING: Record<Exclude<GroupName, "in_doubt">, () => string> = {
  to_decide: m.inbox_nothing_to_decide,
  to_hand_over: m.today_nothing_to_hand_over,
  due_today: m.today_nothing_due,
  overdue: m.today_nothing_overdue,
  discrepancies: m.today_nothing_disagrees,
};

/** What an empty group says. */
export const nothingText = (group: Exclude<GroupName, "in_doubt">): string => NOTHING[group]();

/** What is pressing about a reservation, or when it is collected. */
export function holdText(loan: LoanRow, today: string): { text: string; pressing: boolean } {
  const left = loan.hold_until === null ? undefined : daysBetween(today, loan.hold_until);
  if (left !== undefined && left < 0) return { text: m.today_hold_over(), pressing: true };
  if (left === 0) return { text: m.today_hold_ends(), pressing: true };
  const starts = daysBetween(today, loan.from);
  if (starts === 1) return { text: m.today_from_tomorrow(), pressing: false };
  if (starts > 1) return { text: m.today_from({ day: date(loan.from) }), pressing: false };
  if (left === 1) return { text: m.today_until_tomorrow(), pressing: false };
  const until = loan.hold_until;
  return { text: until ? m.today_until({ day: date(until) }) : "", pressing: false };
}

/** Overdue 6 d */
export function overdueText(loan: LoanRow, today: string): string {
  const age = m.age_days({ count: daysBetween(loan.due, today) });
  return m.today_overdue_pill({ state: standingText("overdue"), age });
}

/** 1 reservation in doubt */
export function doubtTitle({ count, rows }: DoubtGroup): string {
  const reservations = rows.length === count && rows.every(({ kind }) => kind === "reserve");
  return reservations
    ? m.today_reservations_in_doubt({ count })
    : m.today_operations_in_doubt({ count });
}

/** What is known of a lost answer. */
export function doubtText(
  { since, next_check }: { since: string | null; next_check: string | null },
  now: Date,
): string {
  const lost = since
    ? m.today_answer_lost({ time: stamp(since, now) })
    : m.today_answer_lost_some();
  if (!next_check) return lost;
  const next = m.today_next_check({ time: stamp(next_check, now) });
  return m.today_two_sentences({ first: lost, second: next });
}

const HAPPENED: Record<UnitState, (told: { name: string }) => string> = {
  pending: m.today_happened_pending,
  reserved: m.today_happened_reserved,
  checked_out: m.today_happened_checked_out,
  returned: m.today_happened_returned,
  rejected: m.today_happened_rejected,
  cancelled: m.today_happened_cancelled,
  released: m.today_happened_released,
  expired: m.today_happened_expired,
};

/** What became of it: checked out to Mariana Simões (activity #48219). */
export function happenedText({ to, line, evidence }: Happening): string {
  const seen = evidence?.kind === "activity" ? evidence : undefined;
  const name = seen?.target ?? line.requester;
  const what = HAPPENED[to]({ name });
  return seen ? m.today_happened_activity({ what, id: seen.id }) : what;
}

/** What it happened to, where no asset is named. */
export const happenedTo = ({ line }: Happening): string =>
  m.today_line_of({ line: line.line, number: number(line.number) });

/** Due Thu 8 Oct. */
export const dueText = ({ due }: LoanRow): string => m.today_due({ day: date(due) });
