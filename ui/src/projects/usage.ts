/** What a project used, in words. */
import type { ModelDays } from "$lib/bindings";
import { m } from "$lib/messages";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** 12 min, 1 h 52, 2 d 3 h. */
export function lengthText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (seconds < HOUR) return m.project_minutes({ minutes });
  const hours = Math.floor(seconds / HOUR);
  if (seconds < DAY) {
    return m.project_hours({ hours, minutes: String(minutes % 60).padStart(2, "0") });
  }
  return m.project_days({ days: Math.floor(seconds / DAY), hours: hours % 24 });
}

/** A model's bar: its days, and how long the bar is beside the longest, in percent. */
export type Bar = { model: string; days: number; percent: number };

const MOST = 6;

/** The bars of the models used most, and how many models are left out. */
export function barsOf(models: ModelDays[]): { bars: Bar[]; others: number } {
  const longest = Math.max(1, ...models.map(({ days }) => days));
  const bars = models
    .slice(0, MOST)
    .map(({ model, days }) => ({ model, days, percent: (100 * days) / longest }));
  return { bars, others: Math.max(0, models.length - MOST) };
}
