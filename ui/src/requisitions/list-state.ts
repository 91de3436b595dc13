/** What the list of requisitions shows, kept while its room is left. */
import type { ProjectRow, RequisitionFilter } from "$lib/bindings";
import { keep, type Kept } from "$lib/remember.svelte";
import { go } from "$lib/route.svelte";

/** The filter and the text typed. */
export type ListFilter = { filter: RequisitionFilter; text: string };

/** Under which name the selected row is kept. */
export const SELECTED = "requisitions-selected";

/** The filter as it was left. */
export function listFilter(): Kept<ListFilter> {
  return keep<ListFilter>("requisitions-filter", { filter: "all", text: "" });
}

/** Shows the requisitions of a project. */
export function showRequisitionsOf(project: Pick<ProjectRow, "name">): void {
  listFilter().value = { filter: "all", text: project.name };
  go({ room: "requisitions" });
}
