import type { TokenReport } from "$lib/bindings";
import { stamp, when } from "$lib/format";
import { m } from "$lib/messages";
import { reread } from "./wall-clock";

/** What the newest activity says about a time zone. */
export type ZoneCheck = { plausible: boolean; text: string };

/** A server's clock and ours may differ a little. */
const SLACK = 5 * 60_000;

/** When the newest activity happened, if Snipe-IT wrote it in this zone. */
export function newestIn(report: TokenReport, zone: string): Date | undefined {
  return report.activity_at === null
    ? undefined
    : reread(new Date(report.activity_at), report.zone, zone);
}

/** A zone in which the newest activity has not happened yet is the wrong one. */
export function checkZone(newest: Date | undefined, now: Date): ZoneCheck | undefined {
  if (!newest) return undefined;
  const time = stamp(newest, now);
  if (newest.getTime() > now.getTime() + SLACK) {
    return { plausible: false, text: m.setup_zone_future({ time }) };
  }
  const age = when(newest, now);
  const text =
    age === time ? m.setup_zone_newest({ time }) : m.setup_zone_newest_age({ time, age });
  return { plausible: true, text };
}
