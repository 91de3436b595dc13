import { getLocale } from "../paraglide/runtime.js";
import { m } from "./messages";

const NARROW = "\u202f";
const DAY = 86_400_000;

/** European Portuguese abbreviates no weekday in CLDR; `pt` does, as signs and letters do: qua. */
const DATE_LOCALES = { en: "en-US", "pt-PT": "pt" } as const;

/** Formatters are slow to make, and lists need thousands. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = DATE_LOCALES[getLocale()];
  const name = locale + JSON.stringify(options);
  const made = formatters.get(name) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(name, made);
  return made;
}

const part = (at: Date, options: Intl.DateTimeFormatOptions) => formatter(options).format(at);

/** A day (`2026-10-14`) or an instant (`…Z`) as a local date. */
export function moment(value: string | Date): Date {
  if (value instanceof Date) return value;
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  return day ? new Date(Number(day[1]), Number(day[2]) - 1, Number(day[3])) : new Date(value);
}

/** Midnight that begins the day. */
const midnight = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate());

/** Whole days from one local day to another, whatever the clock change between them. */
export function daysBetween(from: string | Date, until: string | Date): number {
  return Math.round((midnight(moment(until)).getTime() - midnight(moment(from)).getTime()) / DAY);
}

/** Today as the core writes days: `2026-10-14`. */
export function isoDay(at: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** 10:31 */
export function clock(value: string | Date): string {
  return part(moment(value), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** 10:31:07 */
export function clockSeconds(value: string | Date): string {
  return part(moment(value), {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
}

const weekday = (at: Date) => part(at, { weekday: "short" });
const month = (at: Date) => part(at, { month: "short" });

/** 14 Oct; with the year when it is not this one. */
export function day(value: string | Date, now = new Date()): string {
  const at = moment(value);
  const year = at.getFullYear() === now.getFullYear() ? "" : ` ${at.getFullYear()}`;
  return `${at.getDate()} ${month(at)}${year}`;
}

/** Wed 14 Oct */
export function date(value: string | Date, now = new Date()): string {
  return `${weekday(moment(value))} ${day(value, now)}`;
}

/** Wednesday 14 October */
export function longDay(value: string | Date): string {
  const at = moment(value);
  const weekday = part(at, { weekday: "long" });
  const said = m.today_date({ weekday, day: at.getDate(), month: part(at, { month: "long" }) });
  return said.charAt(0).toLocaleUpperCase() + said.slice(1);
}

/** 14–28 Oct, 20 Oct – 18 Dec */
export function range(from: string, until: string, now = new Date()): string {
  const [a, b] = [moment(from), moment(until)];
  if (daysBetween(a, b) === 0) return day(a, now);
  const sameMonth = a.getMonth() === b.getMonth() && a.getFullYear() === b.getFullYear();
  return sameMonth ? `${a.getDate()}–${day(b, now)}` : `${day(a, now)} – ${day(b, now)}`;
}

/** Wed 14 → Wed 28 Oct */
export function longRange(from: string, until: string, now = new Date()): string {
  const [a, b] = [moment(from), moment(until)];
  if (daysBetween(a, b) === 0) return date(a, now);
  const sameMonth = a.getMonth() === b.getMonth() && a.getFullYear() === b.getFullYear();
  return `${sameMonth ? `${weekday(a)} ${a.getDate()}` : date(a, now)} → ${date(b, now)}`;
}

/** 2 weeks, 5 days: a loan's length, its first and last day apart. */
export function span(from: string, until: string): string {
  const days = daysBetween(from, until);
  if (days >= 7 && days % 7 === 0) return m.span_weeks({ count: days / 7 });
  return m.span_days({ count: Math.max(days, 1) });
}

/** 10:31 today, Tue 18:12 this week, else Mon 12 Oct. */
export function stamp(value: string | Date, now = new Date()): string {
  const at = moment(value);
  const ago = daysBetween(at, now);
  if (ago === 0) return clock(at);
  if (ago > 0 && ago < 7) return `${weekday(at)} ${clock(at)}`;
  return date(at, now);
}

/** Relative under an hour, else a stamp. */
export function when(value: string | Date, now = new Date()): string {
  const seconds = (now.getTime() - moment(value).getTime()) / 1000;
  if (seconds >= 0 && seconds < 60) return m.just_now();
  if (seconds >= 60 && seconds < 3600) return m.minutes_ago({ count: Math.floor(seconds / 60) });
  return stamp(value, now);
}

/** 12 s, 14 min, 3 h, 2 d: how old something is. */
export function age(value: string | Date, now = new Date()): string {
  const seconds = Math.max(0, Math.floor((now.getTime() - moment(value).getTime()) / 1000));
  if (seconds < 60) return m.age_seconds({ count: seconds });
  if (seconds < 3600) return m.age_minutes({ count: Math.floor(seconds / 60) });
  if (seconds < 2 * 86_400) return m.age_hours({ count: Math.floor(seconds / 3600) });
  return m.age_days({ count: Math.floor(seconds / 86_400) });
}

/** Whole seconds until then, never negative. */
export function secondsUntil(value: string | Date, nowMs: number): number {
  return Math.max(0, Math.ceil((moment(value).getTime() - nowMs) / 1000));
}

/** The whole truth for a tooltip: Wed 14 Oct 2026, 10:31:07 GMT+1 */
export function full(value: string | Date): string {
  const at = moment(value);
  const parts = formatter({ timeZoneName: "short" }).formatToParts(at);
  const zone = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  const written = `${weekday(at)} ${at.getDate()} ${month(at)} ${at.getFullYear()}`;
  return `${written}, ${clockSeconds(at)} ${zone}`.trimEnd();
}

/** UTC+5:30, of an offset in minutes. */
export function utcOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? "" : `:${String(size % 60).padStart(2, "0")}`;
  return `UTC${minutes < 0 ? "−" : "+"}${Math.floor(size / 60)}${rest}`;
}

const thousands = new Intl.NumberFormat("en-US");

/** 1 284 in both languages, with a narrow no-break space between thousands. */
export function count(n: number): string {
  return thousands.format(n).replaceAll(",", NARROW);
}

/** R-1042 */
export const number = (requisition: number): string => `R-${requisition}`;

/** The first letters of a name's first and last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return ends
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toLocaleUpperCase();
}
