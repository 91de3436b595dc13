/** What narrows the list of equipment: as the facets show it, and as the core is asked. */
import ArrowUpRight from "@lucide/svelte/icons/arrow-up-right";
import BookmarkCheck from "@lucide/svelte/icons/bookmark-check";
import CircleCheck from "@lucide/svelte/icons/circle-check";
import ClockAlert from "@lucide/svelte/icons/clock-alert";
import Layers from "@lucide/svelte/icons/layers";
import PackageX from "@lucide/svelte/icons/package-x";
import Wrench from "@lucide/svelte/icons/wrench";
import type {
  EquipmentFacets,
  EquipmentFilter,
  EquipmentGroup,
  EquipmentList,
} from "$lib/bindings";
import { count } from "$lib/format";
import { m } from "$lib/messages";

/** A category or a location; its name outlives the answer that told it. */
export type Named = { id: number; name: string };

/** How an asset may stand, or however it stands. */
export type GroupChoice = EquipmentGroup | "all";

/** What is chosen. */
export type Choice = {
  text: string;
  group: GroupChoice;
  categories: Named[];
  locations: Named[];
  freeThroughout: boolean;
};

/** Nothing is chosen. */
export const EVERYTHING: Choice = {
  text: "",
  group: "all",
  categories: [],
  locations: [],
  freeThroughout: false,
};

/** Something that was chosen, and the choice without it. */
export type Chip = { key: string; label: string; without: Choice };

const GROUPS = [
  { value: "available", word: m.equipment_group_available, icon: CircleCheck, hue: "green" },
  { value: "reserved", word: m.equipment_group_reserved, icon: BookmarkCheck, hue: "teal" },
  { value: "checked_out", word: m.equipment_group_checked_out, icon: ArrowUpRight, hue: "ink" },
  { value: "overdue", word: m.equipment_group_overdue, icon: ClockAlert, hue: "red" },
  { value: "not_lendable", word: m.equipment_group_not_lendable, icon: Wrench, hue: "grey" },
  { value: "gone", word: m.equipment_group_gone, icon: PackageX, hue: "grey" },
] as const satisfies { value: EquipmentGroup; [_: string]: unknown }[];

/** What the core is asked for. */
export function filterOf(choice: Choice): EquipmentFilter {
  return {
    text: choice.text,
    group: choice.group === "all" ? null : choice.group,
    categories: choice.categories.map(({ id }) => id),
    locations: choice.locations.map(({ id }) => id),
    free_throughout: choice.freeThroughout,
  };
}

/** Whether nothing narrows the list. */
export function isEverything(choice: Choice): boolean {
  return chipsOf(choice).length === 0 && choice.text.trim() === "";
}

/** 168 of 1 284; what is gone is not among the whole. */
export function shownText(choice: Choice, list: EquipmentList | undefined): string {
  if (!list) return "";
  const [shown, total] = [count(list.matching), count(list.all)];
  const part = !isEverything(choice) && choice.group !== "gone";
  return part ? m.equipment_shown({ shown, total }) : shown;
}

/** The facet "Availability" with its counts. */
export function groupOptions(facets: EquipmentFacets | undefined) {
  const countOf = (group: EquipmentGroup) =>
    facets?.groups.find((each) => each.group === group)?.count ?? 0;
  const all = { label: m.equipment_group_all(), icon: Layers, count: facets?.all ?? 0 };
  return [
    { value: "all" as GroupChoice, ...all },
    ...GROUPS.map(({ value, word, icon, hue }) => ({
      value: value as GroupChoice,
      label: word(),
      icon,
      hue,
      count: countOf(value),
    })),
  ];
}

/** With the value if it was not among them, else without. */
export function toggled(chosen: Named[], { id, name }: Named): Named[] {
  const rest = chosen.filter((each) => each.id !== id);
  return rest.length < chosen.length ? rest : [...chosen, { id, name }];
}

/** What can be taken away again; the text stands in its own field. */
export function chipsOf(choice: Choice): Chip[] {
  return [
    ...groupChip(choice),
    ...choice.categories.map((each) => ({
      key: `category-${each.id}`,
      label: each.name,
      without: { ...choice, categories: toggled(choice.categories, each) },
    })),
    ...choice.locations.map((each) => ({
      key: `location-${each.id}`,
      label: each.name,
      without: { ...choice, locations: toggled(choice.locations, each) },
    })),
    ...freeChip(choice),
  ];
}

function groupChip(choice: Choice): Chip[] {
  const group = GROUPS.find(({ value }) => value === choice.group);
  if (!group) return [];
  return [{ key: "group", label: group.word(), without: { ...choice, group: "all" } }];
}

function freeChip(choice: Choice): Chip[] {
  if (!choice.freeThroughout) return [];
  const without = { ...choice, freeThroughout: false };
  return [{ key: "free", label: m.equipment_free_throughout_chip(), without }];
}
