import type {
  AssetId,
  DiscrepancyId,
  PersonId,
  ProjectId,
  RequisitionId,
  ScanCode,
  Scanned,
} from "./bindings";

/** What a scan found other than one asset, so far. */
export type Miss =
  | Exclude<Scanned, { kind: "asset" }>
  | { kind: "asking"; code: string }
  /** Snipe-IT was to be asked and could not be. */
  | { kind: "unasked"; code: string; scanned: ScanCode; why: string | undefined };

/** Where the window is. */
export type Route =
  | { room: "today" }
  | { room: "scan"; id?: AssetId; miss?: Miss }
  | { room: "inbox"; id?: RequisitionId }
  | { room: "requisitions" }
  | { room: "requisition"; id: RequisitionId }
  | { room: "requisition-new"; project?: ProjectId }
  | { room: "equipment"; id?: AssetId }
  | { room: "projects"; id?: ProjectId }
  | { room: "project"; id: ProjectId }
  | { room: "project-new" }
  | { room: "people"; id?: PersonId }
  | { room: "person"; id: PersonId }
  | { room: "discrepancies"; id?: DiscrepancyId }
  | { room: "activity" }
  | { room: "settings" };

/** Rooms whose selection is part of their route; moving it is no step one could go back from. */
const SELECTING: readonly string[] = ["inbox", "equipment", "projects", "people", "discrepancies"];

/** The next scan takes the place of the last. */
const REPLACED: readonly string[] = [...SELECTING, "scan"];

const HOME: Route = { room: "today" };

const PARENT: Partial<Record<Route["room"], Route>> = {
  requisition: { room: "requisitions" },
  "requisition-new": { room: "requisitions" },
  project: { room: "projects" },
  "project-new": { room: "projects" },
  person: { room: "people" },
  scan: { room: "today" },
};

class Router {
  #stack = $state.raw<Route[]>([HOME]);
  #selected = new Map<string, Route>();

  /** The present room. */
  get current(): Route {
    return this.#stack[this.#stack.length - 1] ?? HOME;
  }

  /** Where one goes back to from here. */
  get before(): Route | undefined {
    return this.#stack[this.#stack.length - 2] ?? PARENT[this.current.room];
  }

  go(to: Route): void {
    const same = this.current.room === to.room;
    const target = same ? to : this.#remembered(to);
    if ("id" in target && target.id) this.#selected.set(target.room, target);
    else if (same) this.#selected.delete(target.room);
    const keep = same && REPLACED.includes(to.room) ? this.#stack.slice(0, -1) : this.#stack;
    this.#stack = [...keep, target].slice(-50);
  }

  back(): void {
    if (this.#stack.length > 1) {
      this.#stack = this.#stack.slice(0, -1);
      return;
    }
    const parent = PARENT[this.current.room];
    if (parent) this.#stack = [parent];
  }

  /** Forgets everything; for when another workspace opens. */
  reset(): void {
    this.#stack = [HOME];
    this.#selected.clear();
  }

  #remembered(to: Route): Route {
    const selects = SELECTING.includes(to.room) && !("id" in to && to.id);
    return (selects && this.#selected.get(to.room)) || to;
  }
}

export const route = new Router();

/** Goes to a room; a selecting room without an id comes back with what was selected. */
export const go = (to: Route): void => route.go(to);

/** One level up. */
export const back = (): void => route.back();
