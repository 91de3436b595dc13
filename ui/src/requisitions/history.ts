/** Finds in a requisition's timeline what happened to one unit. */
import type { Evidence, LineView, TimelineEntry, UnitState, UnitView } from "$lib/bindings";
import { clock, day, daysBetween } from "$lib/format";
import { m } from "$lib/messages";

/** What happened to a unit, newest first. */
export function historyOf(
  unit: UnitView,
  line: LineView,
  timeline: TimelineEntry[],
): TimelineEntry[] {
  const alone = line.units.length === 1;
  return timeline.filter(
    (entry) =>
      entry.line === line.position && (alone || !entry.tag || entry.tag === unit.asset?.tag),
  );
}

/** When the unit came into a state, the last time it did. */
export function reached(state: UnitState, history: TimelineEntry[]): TimelineEntry | undefined {
  return history.find(({ event }) => event.kind === "moved" && event.to === state);
}

/** Who gets the unit, or has it by what Snipe-IT said when it was handed over. */
export function borrowerOf(unit: UnitView, history: TimelineEntry[], requester: string): string {
  if (unit.state !== "checked_out") return requester;
  const evidence = reached("checked_out", history)?.evidence;
  return (evidence && holderBy(evidence)) ?? requester;
}

function holderBy(evidence: Evidence): string | null {
  if (evidence.kind === "activity") return evidence.target;
  return (evidence.kind === "asset_seen" && evidence.holder) || null;
}

/** The decision to reserve the unit, the last one made. */
export function approval(history: TimelineEntry[]): TimelineEntry | undefined {
  return history.find(
    ({ event }) =>
      event.kind === "operation" && event.operation === "reserve" && event.phase === "waiting",
  );
}

/** 10:31 today, else 13 Oct 17:48: exact enough to find it in a log. */
export function exact(at: string): string {
  return daysBetween(at, new Date()) === 0
    ? clock(at)
    : m.requisition_day_and_time({ day: day(at), time: clock(at) });
}

/** The day alone, or the time alone where the day is today's or was just told. */
export function brief(at: string, told?: string): string {
  return [told, new Date()].some((known) => known && daysBetween(known, at) === 0)
    ? clock(at)
    : day(at);
}
