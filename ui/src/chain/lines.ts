/** A chain of evidence as text that can be sent to somebody. */
import type { EquipmentEvent, TimelineEntry } from "$lib/bindings";
import { copy } from "$lib/clipboard";
import { full } from "$lib/format";
import { m } from "$lib/messages";
import { timelineText } from "$lib/timeline";
import { eventText } from "../equipment/history";

/** When, what, and what it rests on, a line each. */
export function timelineLines(entries: TimelineEntry[]): string[] {
  return entries.map((entry) => {
    const { title, detail } = timelineText(entry);
    return [full(entry.at), title, detail].filter(Boolean).join(" · ");
  });
}

/** The same of an asset. */
export function historyLines(events: EquipmentEvent[]): string[] {
  const today = new Date();
  return events.map((event) => {
    const { title, about, detail } = eventText(event, today);
    return [full(event.at), title, about, detail].filter(Boolean).join(" · ");
  });
}

/** Puts the lines on the clipboard. */
export function copyLines(lines: string[]): Promise<void> {
  return copy(lines.join("\n"), { done: m.chain_copied(), failed: m.chain_not_copied() });
}
