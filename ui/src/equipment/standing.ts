/** How an asset stands, in a pill, in the column "Until" and in the note beside the pill. */
import CircleCheck from "@lucide/svelte/icons/circle-check";
import Trash2 from "@lucide/svelte/icons/trash-2";
import Unlink from "@lucide/svelte/icons/unlink";
import Wrench from "@lucide/svelte/icons/wrench";
import type { Component } from "svelte";
import type { EquipmentRow, EquipmentStanding, Standing } from "$lib/bindings";
import { clock, date, daysBetween } from "$lib/format";
import { m } from "$lib/messages";
import { LOOKS, type Hue, type Outline } from "$lib/standing";

/** A pill, ready to be drawn. */
export type PillLook = { hue: Hue; outline: Outline; icon: Component; text: string };

/** What stands under "Until", and how loud. */
export type Until = { text: string; tone?: "red" | "amber" | "quiet" };

/** An asset's pill. */
export function pillOf(standing: EquipmentStanding, today: Date): PillLook {
  switch (standing.kind) {
    case "available":
      return filled("green", CircleCheck, m.availability_available());
    case "claimed":
      return unitPill(standing.standing, standing.until, today);
    case "held":
      return unitPill(standing.standing, standing.due, today);
    case "reserved_elsewhere":
      return unitPill("reserved", null, today);
    case "not_lendable":
      return grey(Wrench, m.availability_not_lendable());
    case "deleted":
      return grey(Trash2, m.equipment_deleted());
    case "vanished":
      return grey(Unlink, m.availability_gone());
  }
}

/** The pill of something free, as of a time too long ago to promise it. */
export function stalePill(at: string): PillLook {
  const availability = m.availability_available();
  return grey(CircleCheck, m.availability_at({ availability, time: clock(at) }));
}

/** Until when, or why not. */
export function untilOf({ standing, wanted }: EquipmentRow, today: Date): Until {
  switch (standing.kind) {
    case "available":
      return wanted ? quiet(m.equipment_wanted()) : quiet("");
    case "claimed":
      return standing.check_at
        ? quiet(m.equipment_check_at({ time: clock(standing.check_at) }))
        : untilDay(standing.standing, standing.until, today);
    case "held":
      return untilDay(standing.standing, standing.due, today);
    case "reserved_elsewhere":
      return quiet(m.equipment_elsewhere());
    case "not_lendable":
      return quiet(standing.label);
    default:
      return quiet("");
  }
}

/** What the drawer says beside the pill. */
export function noteOf(standing: EquipmentStanding, today: Date): string {
  switch (standing.kind) {
    case "claimed":
      return standing.check_at
        ? m.equipment_note_check({ time: clock(standing.check_at) })
        : dayNote(standing.standing, standing.until, today);
    case "held":
      return dayNote(standing.standing, standing.due, today);
    case "reserved_elsewhere":
      return m.equipment_note_elsewhere();
    case "not_lendable":
      return standing.label;
    case "vanished":
      return m.equipment_note_vanished();
    default:
      return "";
  }
}

const filled = (hue: Hue, icon: Component, text: string): PillLook => ({
  hue,
  outline: "filled",
  icon,
  text,
});
const grey = (icon: Component, text: string): PillLook => ({
  hue: "grey",
  outline: "outline",
  icon,
  text,
});
const quiet = (text: string): Until => ({ text, tone: "quiet" });

function unitPill(standing: Standing, due: string | null, today: Date): PillLook {
  const { hue, outline, icon, word } = LOOKS[standing];
  const late = standing === "overdue" && due !== null;
  const text = late ? m.standing_overdue_by({ days: daysBetween(due, today) }) : word();
  return { hue, outline, icon, text };
}

function untilDay(standing: Standing, until: string | null, today: Date): Until {
  if (until === null) return quiet("");
  if (standing === "overdue") return { text: date(until, today), tone: "red" };
  if (daysBetween(today, until) !== 0) return { text: date(until, today) };
  return { text: m.equipment_today(), ...(standing === "reserved" && { tone: "amber" }) };
}

const OUT: Standing[] = ["overdue", "due_today", "checked_out"];

function dayNote(standing: Standing, until: string | null, today: Date): string {
  if (until === null) return "";
  const day = date(until, today);
  if (OUT.includes(standing)) return m.equipment_note_due({ day });
  return standing === "reserved" ? m.equipment_note_hold({ day }) : "";
}
