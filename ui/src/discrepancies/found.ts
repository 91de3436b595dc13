import type { Evidence } from "$lib/bindings";
import { clockSeconds, daysBetween, stamp } from "$lib/format";
import { m } from "$lib/messages";

/** When it was found, and in what: found 09:41:20 in activity #48190. */
export function foundText(opened: string, found: Evidence | null, now: Date): string {
  const time = daysBetween(opened, now) === 0 ? clockSeconds(opened) : stamp(opened, now);
  switch (found?.kind) {
    case "activity":
      return m.discrepancy_found_activity({ time, id: found.id });
    case "asset_seen":
      return m.discrepancy_found_comparing({ time });
    case "label_seen":
      return m.discrepancy_found_label({ time });
    case undefined:
      return m.discrepancy_found({ time });
  }
}
