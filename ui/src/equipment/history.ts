/** What happened to an asset, in words. */
import type { EquipmentEvent, EquipmentStanding } from "$lib/bindings";
import { clock, date, day, number } from "$lib/format";
import { m } from "$lib/messages";
import type { Hue } from "$lib/standing";

/** An entry: what, about whom, and when by which row of the log. */
export type EventText = { title: string; about: string; detail: string; hue: Hue; now?: boolean };

/** What is going on at this moment and has no row of its own: that it should be back. */
export function overdueText(standing: EquipmentStanding, today: Date): EventText | undefined {
  const late = "standing" in standing && standing.standing === "overdue";
  const due = standing.kind === "held" ? standing.due : late && standing.until;
  if (!late || !due) return undefined;
  return {
    title: m.equipment_event_overdue(),
    about: m.equipment_event_since({ day: date(due, today) }),
    detail: m.equipment_event_no_return(),
    hue: "red",
    now: true,
  };
}

/** Says an event. */
export function eventText(event: EquipmentEvent, today: Date): EventText {
  return { ...whatOf(event), detail: whenOf(event, today) };
}

function whatOf(event: EquipmentEvent): Omit<EventText, "detail"> {
  const { what } = event;
  switch (what.kind) {
    case "checked_out":
      return said(m.equipment_event_checked_out(), handedOver(what.to, event.by), "ink");
    case "checked_in":
      return said(m.equipment_event_returned(), takenBack(what.from, event.by), "ink");
    case "reserved":
      return said(m.equipment_event_reserved(), forWhom(event), "teal");
    case "released":
      return said(m.equipment_event_released(), forWhom(event), "grey");
    case "expired":
      return said(m.equipment_event_expired(), forWhom(event), "grey");
    case "label_changed":
      return said(m.equipment_event_label(), change(what, m.equipment_no_label()), "grey");
    case "holder_changed":
      return said(m.equipment_event_holder(), change(what, m.equipment_nobody()), "ink");
  }
}

const said = (title: string, about: string, hue: Hue) => ({ title, about, hue });

function handedOver(name: string | null, by: string | null): string {
  if (name && by) return m.equipment_event_to_by({ name, by });
  if (name) return m.equipment_event_to({ name });
  return by ? m.equipment_event_by({ name: by }) : "";
}

function takenBack(name: string | null, by: string | null): string {
  if (name && by) return m.equipment_event_by_to({ name, by });
  if (name) return m.equipment_event_by({ name });
  return by ? m.equipment_event_received({ name: by }) : "";
}

function forWhom({ requisition, by }: EquipmentEvent): string {
  if (!requisition) return by ? m.equipment_event_by({ name: by }) : "";
  const of = number(requisition.number);
  return by ? m.equipment_event_for_by({ number: of, by }) : m.equipment_event_for({ number: of });
}

function change({ from, to }: { from: string | null; to: string | null }, none: string): string {
  return m.equipment_event_change({ from: from ?? none, to: to ?? none });
}

function whenOf({ at, activity }: EquipmentEvent, today: Date): string {
  const when = { day: day(at, today), time: clock(at) };
  return activity === null
    ? m.equipment_event_at(when)
    : m.equipment_event_at_activity({ ...when, id: activity });
}
