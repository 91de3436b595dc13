import type { AfterReturn, Settings } from "$lib/bindings";
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

/** What the choice means for a returned asset. */
export function afterReturnHint(choice: AfterReturn): string {
  const hints = {
    automatic: m.settings_after_return_automatic_hint,
    ask: m.settings_after_return_ask_hint,
    off: m.settings_after_return_off_hint,
  };
  return hints[choice]();
}
