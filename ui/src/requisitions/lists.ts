/** Enumerations in the window's language. */
import { getLocale } from "../paraglide/runtime.js";

/** ML-0628, ML-0633 and ML-0640 */
export function sentenceList(words: string[]): string {
  return new Intl.ListFormat(getLocale(), { type: "conjunction" }).format(words);
}

/** 1 overdue, 2 returned */
export function list(words: string[]): string {
  return new Intl.ListFormat(getLocale(), { type: "unit", style: "short" }).format(words);
}
