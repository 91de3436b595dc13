/** Which letters of a name were typed: accents and capitals do not matter, as in the core. */
import { fold } from "$lib/fold";

/** A stretch of a name. */
export type Part = { text: string; typed: boolean };

/** Splits a name where the typed words stand in it. */
export function marked(name: string, typed: string): Part[] {
  const letters = [...name];
  const hit = new Array<boolean>(letters.length).fill(false);
  const folded = letters.map(fold);
  for (const word of fold(typed).split(/\s+/).filter(Boolean)) mark(folded, word, hit);
  return joined(letters, hit);
}

function mark(folded: string[], word: string, hit: boolean[]): void {
  for (let from = 0; from < folded.length; from++) {
    const until = endOf(folded, from, word);
    if (until > from) hit.fill(true, from, until);
  }
}

/** Where a word that begins there ends; one letter may fold to several, or to none. */
function endOf(folded: string[], from: number, word: string): number {
  if (folded[from] === "") return from;
  let left = word;
  let at = from;
  while (left && at < folded.length && left.startsWith(folded[at] ?? "")) {
    left = left.slice(folded[at]?.length);
    at++;
  }
  return left ? from : at;
}

function joined(letters: string[], hit: boolean[]): Part[] {
  const parts: Part[] = [];
  letters.forEach((letter, i) => {
    const last = parts.at(-1);
    if (last && last.typed === hit[i]) last.text += letter;
    else parts.push({ text: letter, typed: hit[i] === true });
  });
  return parts;
}
