import type { AfterReturn, ConnectionTrust, Holds, Settings, StoredTrust } from "$lib/bindings";
import { m } from "$lib/messages";

/** Where the token is. Never what it is. */
export function tokenPlaceText({ token, demo }: Settings): string {
  if (demo) return m.settings_token_demo();
  const places = {
    keyring: m.settings_token_keyring,
    this_run: m.settings_token_this_run,
    opening: m.settings_token_opening,
    missing: m.settings_token_missing,
  };
  return places[token]();
}

/** What makes the connection trusted. */
export function storedTrustText(trust: StoredTrust): string {
  switch (trust.kind) {
    case "system":
      return m.settings_trust_system();
    case "pinned":
      return m.settings_trust_pinned();
    case "authority":
      return m.settings_trust_authority({ file: trust.file });
    case "plain":
      return m.settings_trust_plain();
  }
}

/** What a look at the server's certificate found; an untrusted one is shown in full. */
export function shownTrustText(trust: ConnectionTrust): string {
  if (trust.kind === "plain") return m.settings_trust_plain();
  if (trust.kind === "untrusted") return "";
  return m.settings_certificate_checked({ protocol: trust.protocol });
}

/** What the choice means for a returned asset. */
export function afterReturnHint(choice: AfterReturn): string {
  const hints = {
    automatic: m.settings_after_return_automatic_hint,
    ask: m.settings_after_return_ask_hint,
    off: m.settings_after_return_off_hint,
  };
  return hints[choice]();
}

/** What the choice means for a reservation that nobody collects. */
export function holdsHint(choice: Holds): string {
  const hints = { propose: m.settings_holds_propose_hint, release: m.settings_holds_release_hint };
  return hints[choice]();
}
