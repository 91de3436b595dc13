import CircleAlert from "@lucide/svelte/icons/circle-alert";
import CircleCheck from "@lucide/svelte/icons/circle-check";
import Database from "@lucide/svelte/icons/database";
import Gauge from "@lucide/svelte/icons/gauge";
import Bookmark from "@lucide/svelte/icons/bookmark";
import RadioTower from "@lucide/svelte/icons/radio-tower";
import type { Component } from "svelte";
import type { Health } from "$lib/bindings";
import { age, clock, count, secondsUntil, stamp } from "$lib/format";
import { m } from "$lib/messages";
import { serverWord } from "$lib/sentences";
import type { Hue } from "$lib/standing";
import { mirrorText, stateDetail, stateLook } from "../frame/status";

/** One part of the health strip. */
export interface Part {
  id: string;
  icon: Component;
  label: string;
  value: string;
  note: string;
  /** How the value stands out, with its icon. */
  look?: { hue: Hue; icon: Component };
}

/** The health strip, from left to right. */
export const parts = (health: Health, now: Date): Part[] => [
  feed(health, now),
  cursor(health),
  budget(health, now),
  mirror(health, now),
  lastError(health, now),
];

function feed(health: Health, now: Date): Part {
  const { word, hue, icon } = stateLook(health);
  const live = health.state === "live" && !health.paused;
  const value =
    health.feed_at && (live || health.state === "behind")
      ? m.activity_feed_state({ state: word, age: age(health.feed_at, now) })
      : word;
  return {
    id: "feed",
    icon: RadioTower,
    label: m.activity_feed(),
    value,
    note: nextPoll(health, now),
    look: { hue, icon: live ? CircleCheck : icon },
  };
}

function nextPoll(health: Health, now: Date): string {
  if (health.paused) return m.activity_paused();
  const retry = health.retry_at ? secondsUntil(health.retry_at, now.getTime()) : 0;
  if (retry > 0) return m.activity_next_attempt({ seconds: retry });
  if (health.state !== "live" && health.state !== "behind") return stateDetail(health, now);
  const every = health.poll_seconds;
  const seconds = health.next_poll_at ? secondsUntil(health.next_poll_at, now.getTime()) : 0;
  return seconds > 0 ? m.activity_next_poll({ seconds, every }) : m.activity_polling({ every });
}

function cursor(health: Health): Part {
  const { activity, reads_activity, state } = health;
  const part = { id: "cursor", icon: Bookmark, label: m.activity_cursor() };
  if (!reads_activity) {
    return {
      ...part,
      value: m.activity_cursor_unreadable(),
      note: m.activity_cursor_compared(),
    };
  }
  if (activity === null) {
    return { ...part, value: m.activity_cursor_none(), note: m.activity_cursor_first() };
  }
  const note = state === "restored" ? m.activity_cursor_anew() : m.activity_cursor_no_gaps();
  return { ...part, value: m.activity_cursor_id({ id: activity }), note };
}

function budget({ budget, budget_refills_at, poll_seconds }: Health, now: Date): Part {
  const polls = Math.round(60 / Math.max(1, poll_seconds));
  const seconds = budget_refills_at ? secondsUntil(budget_refills_at, now.getTime()) : 0;
  return {
    id: "budget",
    icon: Gauge,
    label: m.activity_budget(),
    value: budget
      ? m.activity_budget_left({ remaining: budget.remaining, limit: budget.limit })
      : m.activity_budget_unknown(),
    note:
      seconds > 0
        ? m.activity_budget_refills({ seconds, polls })
        : m.activity_budget_polls({ polls }),
  };
}

function mirror(health: Health, now: Date): Part {
  const { assets } = health.mirror;
  return {
    id: "mirror",
    icon: Database,
    label: m.activity_mirror(),
    value: m.activity_mirror_assets({ count: assets, shown: count(assets) }),
    note: mirrorNote(health, now),
  };
}

function mirrorNote(health: Health, now: Date): string {
  const { at, next_at, first_pass, troubled } = health.mirror;
  if (first_pass || troubled > 0) return mirrorText(health);
  if (!at) return m.activity_mirror_never();
  const time = stamp(at, now);
  return next_at && !health.paused
    ? m.activity_mirror_read_next({ time, next: clock(next_at) })
    : m.activity_mirror_read({ time });
}

function lastError({ last_error: error }: Health, now: Date): Part {
  const part = { id: "error", icon: CircleAlert, label: m.activity_error() };
  if (!error) {
    return { ...part, value: m.activity_error_none(), note: m.activity_error_none_body() };
  }
  const what = serverWord(error.problem);
  return {
    ...part,
    value: stamp(error.at, now),
    note: error.recovered ? m.activity_error_recovered({ what }) : what,
    ...(error.recovered ? {} : { look: { hue: "red" as const, icon: CircleAlert } }),
  };
}
