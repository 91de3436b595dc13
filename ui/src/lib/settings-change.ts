import type { Settings, SettingsChange } from "./bindings";

/** The part of the settings that can be changed, as it is. */
export function changeable(settings: Pick<Settings, keyof SettingsChange>): SettingsChange {
  const { labels, zone, public_address, language, undo_seconds, after_return, holds } = settings;
  return { labels, zone, public_address, language, undo_seconds, after_return, holds };
}
