import { overwriteGetLocale } from "../paraglide/runtime.js";
import type { Language } from "./bindings";

/** Portuguese of any country reads European Portuguese better than English. */
function systemLanguage(): Language {
  return /^pt\b/i.test(navigator.language) ? "pt-PT" : "en";
}

/**
 * The window's language. Messages and formats read it wherever they are used, so a change writes
 * every word anew and leaves selection, focus and what was typed alone.
 */
class WindowLanguage {
  #current = $state<Language>(systemLanguage());

  get current(): Language {
    return this.#current;
  }

  /** Makes messages follow, from the first one on. */
  start(): void {
    overwriteGetLocale(() => this.#current);
    document.documentElement.lang = this.#current;
  }

  choose(language: Language): void {
    this.#current = language;
    document.documentElement.lang = language;
  }
}

export const language = new WindowLanguage();
language.start();
