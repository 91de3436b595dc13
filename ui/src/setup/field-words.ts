import type { DeskError, Problem } from "$lib/bindings";
import { problemText } from "$lib/desk";
import { m } from "$lib/messages";

/** The complaint beside the address, if the error is one about it. */
export function addressComplaint(error: DeskError | undefined): string | undefined {
  return complaint(error, "address", {
    required: m.setup_field_address_required,
    not_an_address: m.setup_field_address_not_an_address,
  });
}

/** The complaint beside the file of an authority. */
export function authorityComplaint(error: DeskError | undefined): string | undefined {
  if (error?.code !== "invalid") return undefined;
  return m.setup_field_authority_unreadable();
}

/** The complaint beside the public address, if the error is one about it. */
export function publicAddressComplaint(error: DeskError | undefined): string | undefined {
  return complaint(error, "public_address", {
    not_an_address: m.setup_field_address_not_an_address,
  });
}

/** The complaint beside the token, if the error is one about it. */
export function tokenComplaint(error: DeskError | undefined): string | undefined {
  return complaint(error, "token", {
    required: m.setup_field_token_required,
    not_a_token: m.setup_field_token_not_a_token,
    unreadable: m.setup_field_token_not_a_token,
  });
}

/** Where the general sentence would not say what to do, the field has words of its own. */
function complaint(
  error: DeskError | undefined,
  field: string,
  own: Partial<Record<Problem["code"], () => string>>,
): string | undefined {
  if (error?.code !== "invalid") return undefined;
  const found = error.fields.find((candidate) => candidate.field === field);
  return found && (own[found.problem.code]?.() ?? problemText(found.problem));
}
