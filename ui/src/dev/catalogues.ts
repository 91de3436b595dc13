/** The message files as they lie on disk; for the checks of the test run. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Inflected = {
  declarations: string[];
  selectors: string[];
  match: Record<string, string>;
};
/** As the files have it. */
export type Entry = string | [Inflected];
export type Catalogue = Map<string, Entry>;

const FOLDER = join(import.meta.dirname, "../../messages");

/** Every message of a language, by `file:key`. */
export function catalogue(locale: string): Catalogue {
  const folder = join(FOLDER, locale);
  return new Map(
    readdirSync(folder)
      .sort()
      .flatMap((file) => entries(folder, file)),
  );
}

function entries(folder: string, file: string): [string, Entry][] {
  const all = JSON.parse(readFileSync(join(folder, file), "utf8")) as Record<string, Entry>;
  const messages = Object.entries(all).filter(([key]) => key !== "$schema");
  return messages.map(([key, entry]) => [`${file}:${key}`, entry]);
}

/** The texts that a message may become. */
export const texts = (entry: Entry): string[] =>
  typeof entry === "string" ? [entry] : Object.values(entry[0].match);

/** What has to be given to it, in alphabetical order. */
export function inputs(entry: Entry): string[] {
  const filled = texts(entry).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, n]) => n));
  return [...new Set([...filled, ...declared(entry)])].sort() as string[];
}

function declared(entry: Entry): string[] {
  if (typeof entry === "string") return [];
  return entry[0].declarations.flatMap((one) => /^input (\w+)$/.exec(one)?.[1] ?? []);
}

/** The plural forms it distinguishes. */
export function forms(entry: Entry): string[] {
  if (typeof entry === "string") return [];
  return Object.keys(entry[0].match).map((form) => form.replace(/^\w+=/, ""));
}
