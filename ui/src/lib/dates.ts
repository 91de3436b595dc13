import { isoDay } from "./format";

const MONTHS = [
  "jan feb mar apr may jun jul aug sep oct nov dec",
  "jan fev mar abr mai jun jul ago set out nov dez",
].map((names) => names.split(" "));

/** Reads a day as people type it: 2026-10-14, 14/10, 14.10.2026, 14 Oct, 14 de out. Undefined if it is none. */
export function readDay(typed: string, today: Date): string | undefined {
  const words = typed.trim().toLowerCase();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const local = /^(\d{1,2})[/. -](?:de )?(\d{1,2}|[a-zç]{3,9})\.?(?:[/. -](?:de )?(\d{4}))?$/.exec(
    words,
  );
  if (!local?.[1] || !local[2]) return undefined;
  const month = monthOf(local[2]);
  const day = Number(local[1]);
  return local[3] ? existing(Number(local[3]), month, day) : nextOf(month, day, today);
}

function monthOf(word: string): number {
  if (/^\d/.test(word)) return Number(word);
  const places = MONTHS.map((names) => names.indexOf(word.slice(0, 3)));
  return Math.max(...places) + 1;
}

/** Without a year the next such day is meant. */
function nextOf(month: number, day: number, today: Date): string | undefined {
  const year = today.getFullYear();
  const found = existing(year, month, day);
  return found && found < isoDay(today) ? existing(year + 1, month, day) : found;
}

function existing(year: number, month: number, day: number): string | undefined {
  const at = new Date(year, month - 1, day);
  const real = at.getMonth() === month - 1 && at.getDate() === day;
  return real ? isoDay(at) : undefined;
}
