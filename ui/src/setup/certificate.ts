import type { AddressReport, Certificate, ServerProblem } from "$lib/bindings";
import { count, day } from "$lib/format";
import { m } from "$lib/messages";

/** A fingerprint in the groups of four in which people read it out. */
export function fingerprintGroups(fingerprint: string): string[] {
  return fingerprint.match(/.{1,4}/g) ?? [];
}

/** Whom the certificate is for, and until when. */
export function certificateFacts({ names, valid_until }: Certificate): string {
  const whom = names.join(", ");
  if (!valid_until) return whom;
  const until = day(valid_until);
  return whom
    ? m.setup_certificate_facts({ names: whom, until })
    : m.setup_certificate_until({ until });
}

/** What is wrong with a certificate, as the heading of its box. */
export function certificateTitle(problem: ServerProblem): string {
  switch (problem.kind) {
    case "expired_certificate":
      return m.setup_trouble_expired_certificate();
    case "wrong_host_certificate":
      return m.setup_trouble_wrong_host_certificate();
    case "changed_certificate":
      return m.setup_trouble_changed_certificate();
    case "unknown_certificate":
      return m.setup_certificate_unknown();
    default:
      return m.setup_certificate_untrusted();
  }
}

/** That the server answered, how soon, and how well the connection is protected. */
export function answeredText(
  { trust, answered_in }: AddressReport,
  acceptedPlain: boolean,
): string {
  const ms = count(answered_in);
  switch (trust.kind) {
    case "plain":
      return acceptedPlain ? m.setup_answered_plain({ ms }) : m.setup_answered_here({ ms });
    case "untrusted":
    case "known":
      return m.setup_answered_known({ ms, protocol: trust.protocol });
    case "authority":
      return m.setup_answered_authority({ ms, protocol: trust.protocol, file: trust.file });
    case "pinned":
      return m.setup_answered_pinned({ ms, protocol: trust.protocol });
  }
}
