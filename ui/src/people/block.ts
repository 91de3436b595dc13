/** Keeps people from borrowing, or lets them again, and tells about it. */
import Ban from "@lucide/svelte/icons/ban";
import UserCheck from "@lucide/svelte/icons/user-check";
import type { PersonRow } from "$lib/bindings";
import { complain } from "$lib/decisions";
import { desk, deskError, problemText, sentence } from "$lib/desk";
import { m } from "$lib/messages";
import { toasts } from "$lib/toasts.svelte";

/** Whether it was stored; else what is wrong with the reason, if that is it. */
export type Outcome = { done: boolean; complaint?: string };

/** Keeps a person from borrowing, for a reason. */
export async function block({ id, name }: PersonRow, reason: string): Promise<Outcome> {
  try {
    await desk.blockPerson(id, reason);
  } catch (thrown) {
    const error = deskError(thrown);
    const [field] = error.code === "invalid" ? error.fields : [];
    if (field) return { done: false, complaint: problemText(field.problem) };
    complain(m.person_not_blocked({ name }), sentence(error));
    return { done: false };
  }
  toasts.show({ icon: Ban, title: m.person_blocked({ name }), body: reason.trim() });
  return { done: true };
}

/** Lets a person borrow again. */
export async function unblock({ id, name }: PersonRow): Promise<void> {
  try {
    await desk.blockPerson(id, null);
  } catch (thrown) {
    complain(m.person_not_blocked({ name }), sentence(deskError(thrown)));
    return;
  }
  toasts.show({ icon: UserCheck, title: m.person_unblocked({ name }) });
}
