/** The kinds of requisitions one can look for. */
import ArrowUpRight from "@lucide/svelte/icons/arrow-up-right";
import BookmarkCheck from "@lucide/svelte/icons/bookmark-check";
import Check from "@lucide/svelte/icons/check";
import CircleDashed from "@lucide/svelte/icons/circle-dashed";
import ClockAlert from "@lucide/svelte/icons/clock-alert";
import Layers from "@lucide/svelte/icons/layers";
import type { RequisitionFilter, RequisitionList } from "$lib/bindings";
import { m } from "$lib/messages";

const FILTERS = [
  { value: "all", word: m.requisitions_facet_all, icon: Layers, hue: undefined },
  { value: "pending", word: m.requisitions_facet_pending, icon: CircleDashed, hue: "amber" },
  { value: "reserved", word: m.requisitions_facet_reserved, icon: BookmarkCheck, hue: "teal" },
  { value: "checked_out", word: m.requisitions_facet_checked_out, icon: ArrowUpRight, hue: "ink" },
  { value: "overdue", word: m.requisitions_facet_overdue, icon: ClockAlert, hue: "red" },
  { value: "ended", word: m.requisitions_facet_ended, icon: Check, hue: "grey" },
] as const satisfies { value: RequisitionFilter; [_: string]: unknown }[];

/** The filters with how many requisitions each has. */
export function filterOptions(list: RequisitionList | undefined) {
  return FILTERS.map(({ value, word, icon, hue }) => ({
    value,
    label: word(),
    icon,
    hue,
    count: countOf(list, value),
  }));
}

/** How many requisitions a filter has. */
export function countOf(list: RequisitionList | undefined, filter: RequisitionFilter): number {
  return list?.counts.find((each) => each.filter === filter)?.count ?? 0;
}
