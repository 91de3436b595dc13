/** The core's complaints beside their fields. */
import type { FieldError } from "$lib/bindings";
import { problemText } from "$lib/desk";

/** The sentence for a field, if there is a complaint about it. */
export function complaint(errors: FieldError[], field: string): string | undefined {
  const found = errors.find((error) => error.field === field);
  return found && problemText(found.problem);
}
