import CloudOff from "@lucide/svelte/icons/cloud-off";
import Gauge from "@lucide/svelte/icons/gauge";
import Lock from "@lucide/svelte/icons/lock";
import Pause from "@lucide/svelte/icons/pause";
import RadioTower from "@lucide/svelte/icons/radio-tower";
import RotateCcw from "@lucide/svelte/icons/rotate-ccw";
import ShieldAlert from "@lucide/svelte/icons/shield-alert";
import type { Component } from "svelte";
import type { Health, HealthState } from "$lib/bindings";
import { age, clock, count, secondsUntil } from "$lib/format";
import { certificateChanged } from "$lib/health.svelte";
import { m } from "$lib/messages";
import { serverWord } from "$lib/sentences";
import type { Hue } from "$lib/standing";

/** How a connection state looks in the status bar. */
export interface StateLook {
  icon: Component;
  hue: Hue;
  word: string;
}

const look = (icon: Component, hue: Hue, said: () => string): StateLook => ({
  icon,
  hue,
  get word() {
    return said();
  },
});

const STATES: Record<HealthState, StateLook> = {
  waiting_for_keyring: look(Lock, "amber", m.status_waiting_for_keyring),
  starting: look(RadioTower, "grey", m.status_starting),
  live: look(RadioTower, "green", m.status_live),
  behind: look(RadioTower, "amber", m.status_behind),
  throttled: look(Gauge, "amber", m.status_throttled),
  offline: look(CloudOff, "amber", m.status_offline),
  refused: look(Lock, "red", m.status_refused),
  restored: look(RotateCcw, "plum", m.status_restored),
};

const CERTIFICATE_CHANGED = look(ShieldAlert, "red", m.status_certificate_changed);

const PAUSED = look(Pause, "amber", m.status_paused);

/** The first item of the status bar. */
export function stateLook(health: Health): StateLook {
  if (certificateChanged(health)) return CERTIFICATE_CHANGED;
  return rests(health) ? PAUSED : STATES[health.state];
}

/** Whether reading rests because a person wants it, and for no worse reason. */
const rests = ({ paused, state }: Health): boolean =>
  paused && (state === "live" || state === "behind" || state === "throttled");

/** What stands beside the state's word. */
export function stateDetail(health: Health, now: Date): string {
  if (certificateChanged(health)) return m.status_compare_certificate();
  if (rests(health)) return dataFrom(health);
  switch (health.state) {
    case "throttled":
      return health.retry_at
        ? m.status_seconds({ seconds: secondsUntil(health.retry_at, now.getTime()) })
        : "";
    case "refused":
      return m.status_new_token();
    case "restored":
      return m.status_restored_detail();
    case "waiting_for_keyring":
      return m.status_keyring_locked();
    case "starting":
      return m.status_reading();
    case "offline":
      return dataFrom(health);
    default:
      return health.feed_at
        ? m.status_feed_age({ age: age(health.feed_at, now) })
        : m.status_reading();
  }
}

const dataFrom = ({ feed_at }: Health): string =>
  feed_at ? m.status_data_from({ time: clock(feed_at) }) : m.status_no_data();

/** Seconds to the next attempt, while there is one to wait for. */
export function retryText(health: Health, now: Date): string | undefined {
  if (!health.retry_at || health.state === "throttled") return undefined;
  const seconds = secondsUntil(health.retry_at, now.getTime());
  return seconds > 0 ? m.status_retry({ seconds }) : undefined;
}

export function errorText({ last_error }: Health): string {
  if (!last_error) return m.status_no_error();
  const said = { time: clock(last_error.at), what: serverWord(last_error.problem) };
  return last_error.recovered ? m.status_error_recovered(said) : m.status_error(said);
}

export function mirrorText({ mirror }: Health): string {
  const { first_pass, at } = mirror;
  if (first_pass) {
    return m.status_first_pass({ read: count(first_pass.read), total: count(first_pass.total) });
  }
  if (!at) return m.status_mirror_empty();
  const known = m.status_mirror({ assets: count(mirror.assets), time: clock(at) });
  return mirror.troubled > 0 ? `${known}, ${troubledText(mirror.troubled)}` : known;
}

const troubledText = (lists: number): string =>
  m.status_mirror_troubled({ count: lists, shown: count(lists) });
