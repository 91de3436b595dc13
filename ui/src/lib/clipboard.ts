/** The clipboard, which a desktop may keep from a window. */
import Copy from "@lucide/svelte/icons/copy";
import { complain } from "./decisions";
import { m } from "./messages";
import { toasts } from "./toasts.svelte";

/** Puts a text on the clipboard and says so, or that it could not. */
export async function copy(text: string, said: { done: string; failed: string }): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toasts.show({ icon: Copy, title: said.done });
  } catch {
    complain(said.failed, m.equipment_not_copied_body());
  }
}
