/** The next fourteen days in words. */
import ArrowUpRight from "@lucide/svelte/icons/arrow-up-right";
import Bookmark from "@lucide/svelte/icons/bookmark";
import BookmarkCheck from "@lucide/svelte/icons/bookmark-check";
import CircleCheck from "@lucide/svelte/icons/circle-check";
import CircleQuestionMark from "@lucide/svelte/icons/circle-question-mark";
import ClockAlert from "@lucide/svelte/icons/clock-alert";
import Wrench from "@lucide/svelte/icons/wrench";
import type { Component } from "svelte";
import type { DayMark, EquipmentDay } from "$lib/bindings";
import { date, range } from "$lib/format";
import { m } from "$lib/messages";

/** How a mark is named and drawn. */
export const MARKS: Record<DayMark, { word: () => string; icon: Component }> = {
  overdue: { word: m.equipment_day_overdue, icon: ClockAlert },
  out: { word: m.equipment_day_out, icon: ArrowUpRight },
  reserved: { word: m.equipment_day_reserved, icon: BookmarkCheck },
  wanted: { word: m.equipment_day_wanted, icon: Bookmark },
  free: { word: m.equipment_day_free, icon: CircleCheck },
  not_lendable: { word: m.equipment_day_not_lendable, icon: Wrench },
  unknown: { word: m.equipment_day_unknown, icon: CircleQuestionMark },
};

/** Days that follow each other and are alike. */
export type Run = { from: string; until: string; mark: DayMark };

/** The days, with those that are alike taken together. */
export function runsOf(days: EquipmentDay[]): Run[] {
  const runs: Run[] = [];
  for (const { day, mark } of days) {
    const last = runs.at(-1);
    if (last?.mark === mark) last.until = day;
    else runs.push({ from: day, until: day, mark });
  }
  return runs;
}

/** The marks that the legend has to explain. */
export function legendOf(days: EquipmentDay[]): DayMark[] {
  return (Object.keys(MARKS) as DayMark[]).filter((mark) => days.some((day) => day.mark === mark));
}

/** 14 Oct overdue, 15–18 Oct unknown until returned: for who cannot see the strip. */
export function daysInWords(days: EquipmentDay[], today: Date): string {
  return runsOf(days)
    .map(({ from, until, mark }) =>
      m.equipment_days_run({ days: range(from, until, today), state: MARKS[mark].word() }),
    )
    .join(", ");
}

/** The one change that matters most: who wants it next, else when it is free. */
export function nextChange(days: EquipmentDay[], today: Date): string {
  const [first, ...rest] = runsOf(days);
  if (!first) return "";
  const wanted = rest.find(({ mark }) => mark === "wanted" || mark === "reserved");
  if (wanted) return wantedFrom(first.mark, wanted, today);
  if (first.mark === "free") return m.equipment_days_free();
  const free = rest.find(({ mark }) => mark === "free");
  return free ? m.equipment_days_free_again({ day: date(free.from, today) }) : "";
}

function wantedFrom(now: DayMark, { from, mark }: Run, today: Date): string {
  const day = date(from, today);
  if (mark === "reserved") return m.equipment_days_reserved({ day });
  return now === "free" ? m.equipment_days_wanted({ day }) : m.equipment_days_wanted_again({ day });
}
