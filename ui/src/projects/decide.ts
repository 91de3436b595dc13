/** Moves a project to its next state and tells about it. */
import CircleCheck from "@lucide/svelte/icons/circle-check";
import type { ProjectRow, ProjectState } from "$lib/bindings";
import { complain } from "$lib/decisions";
import { desk, deskError, sentence } from "$lib/desk";
import { m } from "$lib/messages";
import { toasts } from "$lib/toasts.svelte";

/** Where a project can go from a state; the first is the usual step. */
export const NEXT: Record<ProjectState, ProjectState[]> = {
  pending: ["active", "rejected"],
  active: ["completed", "archived"],
  rejected: [],
  completed: [],
  archived: [],
};

/** States nobody comes back from; going there is asked about first. */
export type End = Extract<ProjectState, "rejected" | "completed" | "archived">;

/** Whether a state is an end. */
export const isEnd = (state: ProjectState): state is End => NEXT[state].length === 0;

const DONE: Partial<Record<ProjectState, (inputs: { name: string }) => string>> = {
  active: m.project_activated,
  rejected: m.project_rejected,
  completed: m.project_completed,
  archived: m.project_archived,
};

/** Moves a project; whether it went. */
export async function decide(project: ProjectRow, to: ProjectState): Promise<boolean> {
  try {
    await desk.decideProject(project.id, to);
  } catch (thrown) {
    complain(m.project_not_moved({ name: project.name }), sentence(deskError(thrown)));
    return false;
  }
  const title = DONE[to]?.({ name: project.name }) ?? project.name;
  const body = to === "active" ? m.project_activated_body() : undefined;
  toasts.show({ icon: CircleCheck, title, body });
  return true;
}
