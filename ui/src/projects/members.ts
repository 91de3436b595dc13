/** Changes among the members of a project, and telling about them. */
import UserCheck from "@lucide/svelte/icons/user-check";
import UserMinus from "@lucide/svelte/icons/user-minus";
import type { MemberOutcome, MemberRole, MemberView, PersonId, ProjectId } from "$lib/bindings";
import { complain } from "$lib/decisions";
import { desk, deskError, sentence } from "$lib/desk";
import { m } from "$lib/messages";
import { toasts } from "$lib/toasts.svelte";
import { AT_SCHOOL } from "./words";

/** Who is meant. */
type Named = { id: PersonId; name: string };

/** Gives somebody a role in a project, or lets them go; whether it came about. */
export async function setMember(
  project: ProjectId,
  { id, name }: Named,
  role: MemberRole | null,
): Promise<boolean> {
  let outcome: MemberOutcome;
  try {
    outcome = await desk.setMember(project, id, role);
  } catch (thrown) {
    complain(m.project_member_not_changed({ name }), sentence(deskError(thrown)));
    return false;
  }
  if (outcome.kind === "done") return true;
  complain(m.project_member_not_changed({ name }), refusal(outcome));
  return false;
}

/** Adds somebody and says so. */
export async function addMember(
  project: ProjectId,
  named: Named,
  role: MemberRole,
): Promise<boolean> {
  const done = await setMember(project, named, role);
  if (done) toasts.show({ icon: UserCheck, title: m.project_member_added({ name: named.name }) });
  return done;
}

/** Changes a member's role, or lets them go and says so. */
export async function changeMember(
  project: ProjectId,
  { person, name }: MemberView,
  role: MemberRole | null,
): Promise<void> {
  const done = await setMember(project, { id: person, name }, role);
  if (done && role === null) {
    toasts.show({ icon: UserMinus, title: m.project_member_removed({ name }) });
  }
}

function refusal(outcome: Exclude<MemberOutcome, { kind: "done" }>): string {
  return outcome.kind === "only_leader"
    ? m.project_member_only_leader()
    : m.project_member_holds({ count: outcome.units });
}

/** What a member is and has: "student, 1 on loan". What is overdue stands apart. */
export function aboutMember(member: MemberView): string {
  const role = AT_SCHOOL[member.person_role]();
  if (member.blocked !== null) return m.project_person_blocked({ role, reason: member.blocked });
  if (member.on_loan) return m.project_member_loans({ role, count: member.on_loan });
  return member.role === "observer" ? m.project_member_observer({ role }) : role;
}
