/** The groups of Today, and their rows as one list that the keys walk. */
import type { DiscrepancyRow, DoubtRow, InboxRow, LoanRow, Today } from "$lib/bindings";
import type { LoanStep } from "$lib/loan-step";
import { needsOf, type Need } from "$lib/may.svelte";

/** A group, by its name in the core. */
export type GroupName =
  "to_decide" | "to_hand_over" | "due_today" | "overdue" | "discrepancies" | "in_doubt";

/** What a row stands for. */
export type Row = { group: GroupName; id: string } & (
  | { kind: "request"; request: InboxRow }
  | { kind: "loan"; loan: LoanRow }
  | { kind: "discrepancy"; discrepancy: DiscrepancyRow }
  | { kind: "doubt"; doubt: DoubtRow }
  | { kind: "more"; count: number }
);

/** The groups, column by column; a group's key is its number in this order. */
export const COLUMNS: readonly (readonly GroupName[])[] = [
  ["to_decide"],
  ["to_hand_over", "due_today"],
  ["overdue", "discrepancies", "in_doubt"],
];

/** Every group in the order of the keys. */
export const GROUPS: readonly GroupName[] = COLUMNS.flat();

/** The key that goes to a group. */
export const keyOf = (group: GroupName): string => String(GROUPS.indexOf(group) + 1);

const columnOf = (group: GroupName): number =>
  COLUMNS.findIndex((groups) => groups.includes(group));

/** How many a group has in all. */
export function countOf(today: Today, group: GroupName): number {
  return group === "to_decide" ? today.to_decide.requisitions : today[group].count;
}

/** The rows of a group; a last one stands for those that are not shown. */
export function rowsOf(today: Today, group: GroupName): Row[] {
  const rows = shown(today, group);
  const rest = countOf(today, group) - rows.length;
  return rest > 0 ? [...rows, { group, id: `more-${group}`, kind: "more", count: rest }] : rows;
}

function shown(today: Today, group: GroupName): Row[] {
  switch (group) {
    case "to_decide":
      return today.to_decide.rows.map((request) => ({
        group,
        id: request.id,
        kind: "request",
        request,
      }));
    case "discrepancies":
      return today.discrepancies.rows.map((discrepancy) => ({
        group,
        id: discrepancy.id,
        kind: "discrepancy",
        discrepancy,
      }));
    case "in_doubt":
      return today.in_doubt.rows.map((doubt) => ({
        group,
        id: doubt.operation,
        kind: "doubt",
        doubt,
      }));
    default:
      return today[group].rows.map((loan) => ({ group, id: loan.unit, kind: "loan", loan }));
  }
}

/** Every row, in the order in which the keys walk them. */
export const allRows = (today: Today): Row[] => GROUPS.flatMap((group) => rowsOf(today, group));

/** What the rows that are there are waiting to be done with. */
export const groupNeeds = (today: Today): Need[] =>
  GROUPS.flatMap((group) => (countOf(today, group) > 0 ? needsOf(STEPS[group]) : []));

const STEPS: Partial<Record<GroupName, "approve" | LoanStep>> = {
  to_decide: "approve",
  to_hand_over: "hand_over",
  due_today: "take_back",
  overdue: "take_back",
};

/** Whether nothing at all waits. */
export const isEmpty = (today: Today): boolean =>
  GROUPS.every((group) => countOf(today, group) === 0);

/** Where a row was when it was last seen. */
export type Spot = { id: string; group: GroupName; at: number };

/** The row in hand: the one known by its id, else the one that took its place in its group. */
export function inHand(rows: Row[], spot: Spot | undefined): Row | undefined {
  if (!spot) return rows[0];
  const same = rows.find(({ id }) => id === spot.id);
  if (same) return same;
  const [here, before] = [rows[spot.at], rows[spot.at - 1]];
  if (here?.group !== spot.group && before?.group === spot.group) return before;
  return here ?? rows.at(-1);
}

/** Up or down over all rows. */
export function step(rows: Row[], from: Row | undefined, by: number): Row | undefined {
  const here = from ? rows.indexOf(from) : -1;
  return rows[Math.max(0, Math.min(rows.length - 1, here + by))];
}

/** To the next column that has rows, to a row about as far down. */
export function across(rows: Row[], from: Row | undefined, by: 1 | -1): Row | undefined {
  if (!from) return rows[0];
  const column = (n: number) => rows.filter(({ group }) => columnOf(group) === n);
  const here = columnOf(from.group);
  const down = column(here).indexOf(from);
  for (let to = here + by; to >= 0 && to < COLUMNS.length; to += by) {
    const there = column(to);
    if (there.length > 0) return there[Math.min(down, there.length - 1)];
  }
  return from;
}

/** Under which id a row stands in the page. */
export const optionId = ({ group, id }: Row): string => `today-${group}-${id}`;
