import { isoDay } from "$lib/format";

/** Samples stand around the moment the page was loaded, so that ages look alive. */
const loaded = Date.now();

/** An instant so many minutes before loading. */
export const minutesAgo = (minutes: number): string =>
  new Date(loaded - minutes * 60_000).toISOString();

/** An instant so many seconds after loading. */
export const inSeconds = (seconds: number): string =>
  new Date(loaded + seconds * 1000).toISOString();

/** A day so many days from today. */
export const inDays = (days: number): string => isoDay(new Date(loaded + days * 86_400_000));

/** A time of day so many days ago. */
export function daysAgoAt(days: number, hour: number, minute: number): string {
  const at = new Date(loaded - days * 86_400_000);
  at.setHours(hour, minute, 0, 0);
  return at.toISOString();
}
