/** Toolcrib in the other language, without a way through the settings. */
import type { Language } from "$lib/bindings";
import { complain } from "$lib/decisions";
import { desk, deskError, sentence } from "$lib/desk";
import { language } from "$lib/language.svelte";
import { m } from "$lib/messages";
import { changeable } from "$lib/settings-change";

/** The language that is not spoken now. */
export const otherLanguage = (): Language => (language.current === "en" ? "pt-PT" : "en");

/** What speakers of a language call it, whatever the window speaks. */
export const languageName = (of: Language): string =>
  of === "en" ? m.setup_language_en() : m.setup_language_pt();

/** Stores the workspace's language; the window follows what is stored. */
export async function speak(to: Language): Promise<void> {
  try {
    await desk.saveSettings({ ...changeable(await desk.settings()), language: to });
  } catch (thrown) {
    complain(m.palette_language_failed(), sentence(deskError(thrown)));
  }
}
