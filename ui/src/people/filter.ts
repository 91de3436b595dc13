/** What the People table is narrowed down to. */
import Ban from "@lucide/svelte/icons/ban";
import ArrowUpRight from "@lucide/svelte/icons/arrow-up-right";
import ClockAlert from "@lucide/svelte/icons/clock-alert";
import Layers from "@lucide/svelte/icons/layers";
import type { PeopleGroup, PeopleTable, PersonRole } from "$lib/bindings";
import { m } from "$lib/messages";

/** What is chosen beside the table and typed above it. */
export type Choice = { group: PeopleGroup; roles: PersonRole[]; text: string };

/** Everybody. */
export const EVERYBODY: Choice = { group: "all", roles: [], text: "" };

/** Whether nothing narrows the table down. */
export function isEverybody({ group, roles, text }: Choice): boolean {
  return group === "all" && roles.length === 0 && text.trim() === "";
}

const GROUPS = [
  { value: "all", word: m.people_group_all, icon: Layers, hue: undefined },
  { value: "on_loan", word: m.people_group_on_loan, icon: ArrowUpRight, hue: "ink" },
  { value: "overdue", word: m.people_group_overdue, icon: ClockAlert, hue: "red" },
  { value: "blocked", word: m.people_group_blocked, icon: Ban, hue: "amber" },
] as const satisfies { value: PeopleGroup; [_: string]: unknown }[];

/** A role as a heading or a choice: Student. */
export const ROLE_WORDS: Record<PersonRole, () => string> = {
  student: m.people_role_student,
  professor: m.people_role_professor,
  technician: m.people_role_technician,
};

const ROLES = Object.keys(ROLE_WORDS) as PersonRole[];

/** The groups with how many people each has. */
export function groupOptions(table: PeopleTable | undefined) {
  return GROUPS.map(({ value, word, icon, hue }) => ({
    value,
    label: word(),
    icon,
    hue,
    count: table?.groups.find(({ group }) => group === value)?.count ?? 0,
  }));
}

/** The roles with how many people each has; the facet knows its values by number. */
export function roleOptions(table: PeopleTable | undefined) {
  return ROLES.map((role, id) => ({
    id,
    name: ROLE_WORDS[role](),
    count: table?.roles.find((each) => each.role === role)?.count ?? 0,
  }));
}

/** The numbers of the chosen roles. */
export const roleIds = (roles: PersonRole[]): number[] => roles.map((role) => ROLES.indexOf(role));

/** The roles with this one added, or taken away. */
export function toggledRole(roles: PersonRole[], id: number): PersonRole[] {
  const one = ROLES[id];
  if (!one) return roles;
  return roles.includes(one) ? roles.filter((role) => role !== one) : [...roles, one];
}

/** How many there are without the filters. */
export const allOf = (table: PeopleTable | undefined): number =>
  table?.groups.find(({ group }) => group === "all")?.count ?? 0;
