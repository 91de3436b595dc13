import { m } from "$lib/messages";
import type { RightRow, RightSubject } from "./rights";

const WITHOUT: Partial<Record<RightSubject, () => string>> = {
  hand_over: m.setup_finish_without_hand_over,
  read_activity: m.setup_finish_without_activity,
  read_people: m.setup_finish_without_people,
};

/** The last button names its consequence: what will be read, or what stays off. */
export function finishWords(off: RightRow[]): string {
  const [only, ...more] = off;
  if (!only) return m.setup_finish();
  if (more.length > 0) return m.setup_finish_without_several();
  return WITHOUT[only.subject]?.() ?? m.setup_finish_without_several();
}
