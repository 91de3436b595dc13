/**
 * For tests only: every message 35 % longer, accented and in brackets, so that clipped, glued and
 * hard-coded text shows. The Vite mode `browser` puts it in the place of the messages, and `?pseudo`
 * turns it on.
 */
import { m as real } from "../paraglide/messages.js";

const ACCENTED: Record<string, string> = {
  a: "á",
  c: "ç",
  e: "é",
  i: "í",
  n: "ñ",
  o: "ö",
  u: "ü",
  A: "Å",
  E: "É",
  O: "Ø",
};

/** What a translation may take more than English. */
const LONGER = 0.35;

const pseudo = new URLSearchParams(location.search).has("pseudo");

/** `Undo` as `[Uñdö]`: as many more characters as a long language needs. */
export function lengthened(said: string): string {
  const accented = Array.from(said, (letter) => ACCENTED[letter] ?? letter).join("");
  const more = Math.max(2, Math.ceil(said.length * LONGER)) - 2;
  return said === "" ? said : `[${accented}${filler(more)}]`;
}

/** Words of six letters: a long translation wraps where a sentence does. */
const filler = (length: number): string =>
  Array.from({ length }, (_, i) => (i % 7 === 6 ? " " : "~")).join("");

type Messages = typeof real;
type Message = (...inputs: never[]) => string;

const late =
  (message: Message): Message =>
  (...inputs) =>
    lengthened(message(...inputs));

export const m: Messages = pseudo
  ? new Proxy(real, {
      get(all, name: keyof Messages) {
        const message: unknown = all[name];
        return typeof message === "function" ? late(message as Message) : message;
      },
    })
  : real;
