/** Whether a pending line can be had, as a sentence with what Toolcrib would do. */
import type { Availability } from "$lib/bindings";
import { day, number } from "$lib/format";
import { m } from "$lib/messages";
import { sentenceList } from "./lists";
import { suggestionsFor, type Stop } from "./steps";

/** What approving a stop would take, or what stands in the way. */
export function outlook(stop: Stop): string | undefined {
  const { availability, asset, wanted } = stop.line;
  if (!availability) return undefined;
  if (wanted.kind === "model") return modelOutlook(stop);
  if (availability.kind !== "available") return obstacle(availability);
  return asset?.location
    ? m.requisition_takes_named_at({ location: asset.location })
    : m.requisition_takes_named();
}

function modelOutlook(stop: Stop): string {
  const picks = suggestionsFor(stop);
  const tags = sentenceList(picks.map(({ tag }) => tag));
  if (picks.length >= stop.units.length) return m.requisition_takes({ tags });
  if (picks.length === 0) return m.requisition_none_free();
  return m.requisition_short({ free: picks.length, wanted: stop.units.length, tags });
}

/** Why something cannot be had just now. */
function obstacle(availability: Availability): string | undefined {
  switch (availability.kind) {
    case "claimed":
      return m.requisition_claimed({
        project: availability.project,
        number: number(availability.number),
        until: day(availability.until),
      });
    case "reserved_elsewhere":
      return m.requisition_reserved_elsewhere();
    case "held":
      return availability.due
        ? m.requisition_held_until({ holder: availability.holder, due: day(availability.due) })
        : m.requisition_held({ holder: availability.holder });
    case "not_lendable":
      return m.requisition_not_lendable({ label: availability.label });
    case "gone":
      return m.requisition_gone_asset();
    default:
      return undefined;
  }
}
