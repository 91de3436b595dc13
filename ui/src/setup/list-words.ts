import type { List, ListProblem, ListView } from "$lib/bindings";
import { count, when } from "$lib/format";
import { m } from "$lib/messages";
import { serverText } from "$lib/sentences";

/** How a list stands. */
export type ListState = "fresh" | "reading" | "troubled";

const NAMES: Record<List, () => string> = {
  hardware: m.setup_list_hardware,
  users: m.setup_list_users,
  companies: m.setup_list_companies,
  locations: m.setup_list_locations,
  categories: m.setup_list_categories,
  manufacturers: m.setup_list_manufacturers,
  suppliers: m.setup_list_suppliers,
  models: m.setup_list_models,
  status_labels: m.setup_list_status_labels,
  departments: m.setup_list_departments,
};

/** What Snipe-IT calls the permission to read a list. */
const PERMISSIONS: Record<List, string> = {
  hardware: "assets.view",
  users: "users.view",
  companies: "companies.view",
  locations: "locations.view",
  categories: "categories.view",
  manufacturers: "manufacturers.view",
  suppliers: "suppliers.view",
  models: "models.view",
  status_labels: "statuslabels.view",
  departments: "departments.view",
};

/** What the list holds. */
export function listName(list: List): string {
  return NAMES[list]();
}

/** Whether it is read, being read, or could not be read. */
export function listState({ problem, at, reading }: ListView): ListState {
  if (problem) return "troubled";
  return reading || !at ? "reading" : "fresh";
}

/** How many rows are known; during a first pass, of how many as soon as Snipe-IT has said it. */
export function listRows({ rows, reading }: ListView): string {
  if (!reading?.total) return count(rows);
  return m.setup_list_of({ read: count(reading.read), total: count(reading.total) });
}

/** When it was last brought up to date; what could not be read is not being read. */
export function listAge({ at, reading, problem }: ListView, now: Date): string {
  if (reading && !problem) return m.setup_list_reading();
  return at ? when(at, now) : m.setup_list_not_yet();
}

/** Why it could not be, since when, and what to do. */
export function listProblem(list: List, { at, problem }: ListProblem): string {
  const why =
    problem.kind === "forbidden"
      ? m.setup_list_forbidden({ permission: PERMISSIONS[list] })
      : serverText(problem);
  return m.setup_list_problem({ why, time: when(at) });
}
