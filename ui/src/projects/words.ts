/** Words and looks of projects and their members. */
import Archive from "@lucide/svelte/icons/archive";
import Check from "@lucide/svelte/icons/check";
import CircleCheck from "@lucide/svelte/icons/circle-check";
import CircleDashed from "@lucide/svelte/icons/circle-dashed";
import X from "@lucide/svelte/icons/x";
import type { MemberRole, MemberView, PersonRole, ProjectState } from "$lib/bindings";
import { m } from "$lib/messages";
import type { Look } from "$lib/standing";

/** What a project's state looks like. */
export const STATES: Record<ProjectState, Look> = {
  pending: { hue: "amber", outline: "filled", icon: CircleDashed, word: m.project_state_pending },
  active: { hue: "green", outline: "filled", icon: CircleCheck, word: m.project_state_active },
  rejected: { hue: "grey", outline: "outline", icon: X, word: m.project_state_rejected },
  completed: { hue: "grey", outline: "outline", icon: Check, word: m.project_state_completed },
  archived: { hue: "grey", outline: "outline", icon: Archive, word: m.project_state_archived },
};

/** A role as a heading or a choice: Leader. */
export const ROLES: Record<MemberRole, () => string> = {
  leader: m.member_role_leader,
  member: m.member_role_member,
  observer: m.member_role_observer,
  advisor: m.member_role_advisor,
  supervisor: m.member_role_supervisor,
};

/** A role within a sentence: Ana Silva, leader. */
export const AS: Record<MemberRole, () => string> = {
  leader: m.member_as_leader,
  member: m.member_as_member,
  observer: m.member_as_observer,
  advisor: m.member_as_advisor,
  supervisor: m.member_as_supervisor,
};

/** What a person is at the school. */
export const AT_SCHOOL: Record<PersonRole, () => string> = {
  student: m.project_person_student,
  professor: m.project_person_professor,
  technician: m.project_person_technician,
};

/** Whether a member may ask and borrow for the project. */
export const mayBorrow = (member: MemberView): boolean =>
  member.role !== "observer" && member.blocked === null;
