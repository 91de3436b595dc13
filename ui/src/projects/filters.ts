/** The states of projects as one looks for them. */
import Layers from "@lucide/svelte/icons/layers";
import type { ProjectList, ProjectState } from "$lib/bindings";
import { m } from "$lib/messages";
import { STATES } from "./words";

/** One state, or all. */
export type StateFilter = ProjectState | "all";

const ORDER: ProjectState[] = ["pending", "active", "completed", "archived", "rejected"];

/** The filters with how many projects each has. */
export function stateOptions(list: ProjectList | undefined) {
  const counts = ORDER.map((state) => countOf(list, state));
  const all = counts.reduce((sum, each) => sum + each, 0);
  return [
    { value: "all" as StateFilter, label: m.projects_facet_all(), icon: Layers, count: all },
    ...ORDER.map((state, index) => ({
      value: state as StateFilter,
      label: STATES[state].word(),
      icon: STATES[state].icon,
      hue: STATES[state].hue,
      count: counts[index] ?? 0,
    })),
  ];
}

/** What the core is asked for. */
export function statesOf(filter: StateFilter): ProjectState[] {
  return filter === "all" ? [] : [filter];
}

function countOf(list: ProjectList | undefined, state: ProjectState): number {
  return list?.counts.find((each) => each.state === state)?.count ?? 0;
}
