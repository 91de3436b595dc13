import ArrowUpRight from "@lucide/svelte/icons/arrow-up-right";
import Ban from "@lucide/svelte/icons/ban";
import BookmarkCheck from "@lucide/svelte/icons/bookmark-check";
import CalendarClock from "@lucide/svelte/icons/calendar-clock";
import Check from "@lucide/svelte/icons/check";
import CircleDashed from "@lucide/svelte/icons/circle-dashed";
import CircleQuestionMark from "@lucide/svelte/icons/circle-question-mark";
import ClockAlert from "@lucide/svelte/icons/clock-alert";
import GitCompareArrows from "@lucide/svelte/icons/git-compare-arrows";
import Loader from "@lucide/svelte/icons/loader";
import TimerOff from "@lucide/svelte/icons/timer-off";
import Undo2 from "@lucide/svelte/icons/undo-2";
import X from "@lucide/svelte/icons/x";
import type { Component } from "svelte";
import type { Standing } from "./bindings";
import { m } from "./messages";

/** The hues of UX section 3. */
export type Hue = "amber" | "teal" | "red" | "plum" | "green" | "ink" | "grey";

/** How a pill is drawn: filled, outlined (sent, not confirmed) or dashed (decided, not sent). */
export type Outline = "filled" | "outline" | "dashed";

/** What a standing looks like. */
export interface Look {
  hue: Hue;
  outline: Outline;
  icon: Component;
  word: () => string;
}

const look = (hue: Hue, outline: Outline, icon: Component, word: () => string): Look => ({
  hue,
  outline,
  icon,
  word,
});

/** The table of UX section 4. */
export const LOOKS: Record<Standing, Look> = {
  pending: look("amber", "filled", CircleDashed, m.standing_pending),
  will_be_approved: look("grey", "dashed", CalendarClock, m.standing_will_be_approved),
  will_be_rejected: look("grey", "dashed", CalendarClock, m.standing_will_be_rejected),
  will_be_cancelled: look("grey", "dashed", CalendarClock, m.standing_will_be_cancelled),
  will_be_released: look("grey", "dashed", CalendarClock, m.standing_will_be_released),
  will_be_handed_over: look("grey", "dashed", CalendarClock, m.standing_will_be_handed_over),
  will_be_taken_back: look("grey", "dashed", CalendarClock, m.standing_will_be_taken_back),
  reserving: look("teal", "outline", Loader, m.standing_reserving),
  releasing: look("teal", "outline", Loader, m.standing_releasing),
  handing_over: look("teal", "outline", Loader, m.standing_handing_over),
  taking_back: look("teal", "outline", Loader, m.standing_taking_back),
  in_doubt: look("plum", "filled", CircleQuestionMark, m.standing_in_doubt),
  reserved: look("teal", "filled", BookmarkCheck, m.standing_reserved),
  checked_out: look("ink", "filled", ArrowUpRight, m.standing_checked_out),
  due_today: look("amber", "filled", CalendarClock, m.standing_due_today),
  overdue: look("red", "filled", ClockAlert, m.standing_overdue),
  returned: look("grey", "outline", Check, m.standing_returned),
  rejected: look("grey", "outline", X, m.standing_rejected),
  cancelled: look("grey", "outline", Ban, m.standing_cancelled),
  released: look("grey", "outline", Undo2, m.standing_released),
  expired: look("grey", "outline", TimerOff, m.standing_expired),
  discrepancy: look("plum", "filled", GitCompareArrows, m.standing_discrepancy),
};

/** A standing in words. */
export const standingText = (standing: Standing): string => LOOKS[standing].word();
