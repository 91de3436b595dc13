/** What the button of a step says and shows, on every page that offers it. */
import ArrowDownLeft from "@lucide/svelte/icons/arrow-down-left";
import ArrowUpRight from "@lucide/svelte/icons/arrow-up-right";
import CalendarClock from "@lucide/svelte/icons/calendar-clock";
import Check from "@lucide/svelte/icons/check";
import ExternalLink from "@lucide/svelte/icons/external-link";
import GitCompareArrows from "@lucide/svelte/icons/git-compare-arrows";
import Inbox from "@lucide/svelte/icons/inbox";
import RefreshCw from "@lucide/svelte/icons/refresh-cw";
import Tag from "@lucide/svelte/icons/tag";
import Undo2 from "@lucide/svelte/icons/undo-2";
import UserRoundPen from "@lucide/svelte/icons/user-round-pen";
import type { Component } from "svelte";
import { m } from "$lib/messages";
import type { MarkedStep } from "./room.svelte";
import type { SharedStep, Step } from "./steps";

/** The icon of a step, and the key that takes it. */
export const STEP_LOOKS: Record<Step, { icon: Component; key?: string }> = {
  approve: { icon: Check, key: "A" },
  review: { icon: Inbox },
  withdraw: { icon: Undo2 },
  check: { icon: RefreshCw, key: "C" },
  hand_over: { icon: ArrowUpRight, key: "H" },
  lend_to_another: { icon: UserRoundPen, key: "M" },
  change_due: { icon: CalendarClock, key: "D" },
  take_back: { icon: ArrowDownLeft, key: "T" },
  release: { icon: Undo2, key: "L" },
  restore_label: { icon: Tag },
  resolve: { icon: GitCompareArrows },
  page: { icon: ExternalLink, key: "O" },
};

/** Who and how much a step is about. */
export type StepAbout = {
  /** Who gets it, or has it. */
  name: string;
  /** How many units are approved together. */
  count: number;
};

/** What the button says. */
export function stepWords(step: Step, { name, count }: StepAbout): string {
  switch (step) {
    case "approve":
      return count > 1 ? m.requisition_step_approve_count({ count }) : m.requisition_step_approve();
    case "review":
      return m.requisition_step_review();
    case "withdraw":
      return m.requisition_step_withdraw();
    case "check":
      return m.requisition_step_check();
    case "hand_over":
      return m.requisition_step_hand_over({ name });
    case "lend_to_another":
      return m.requisition_step_lend_to_another();
    case "change_due":
      return m.requisition_step_change_due();
    case "take_back":
      return m.requisition_step_take_back({ name });
    case "release":
      return m.requisition_step_release();
    case "restore_label":
      return m.requisition_step_restore_label();
    case "resolve":
      return m.requisition_step_resolve();
    case "page":
      return m.requisition_step_page();
  }
}

/** What the button says for everything that is marked. */
export const markedStepWords = (step: MarkedStep, { name, count }: StepAbout): string =>
  step === "approve"
    ? m.requisition_step_approve_count({ count })
    : sharedStepWords(step, { name, count });

/** What the button says for several units together. */
export function sharedStepWords(step: SharedStep, { name, count }: StepAbout): string {
  switch (step) {
    case "hand_over":
      return m.requisition_step_hand_over_count({ count, name });
    case "take_back":
      return m.requisition_step_take_back_count({ count });
    case "release":
      return m.requisition_step_release_count({ count });
  }
}
