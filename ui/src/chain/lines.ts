/** A chain of evidence as text that can be sent to somebody. */
import Copy from "@lucide/svelte/icons/copy";
import type { EquipmentEvent, TimelineEntry } from "$lib/bindings";
import { complain } from "$lib/decisions";
import { full } from "$lib/format";
import { m } from "$lib/messages";
import { timelineText } from "$lib/timeline";
import { toasts } from "$lib/toasts.svelte";
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
export async function copyLines(lines: string[]): Promise<void> {
  try {
    await navigator.clipboard.writeText(lines.join("\n"));
    toasts.show({ icon: Copy, title: m.chain_copied() });
  } catch {
    complain(m.chain_not_copied(), m.equipment_not_copied_body());
  }
}
