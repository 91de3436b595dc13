import CircleCheck from "@lucide/svelte/icons/circle-check";
import CircleSlash from "@lucide/svelte/icons/circle-slash";
import GitCompareArrows from "@lucide/svelte/icons/git-compare-arrows";
import TriangleAlert from "@lucide/svelte/icons/triangle-alert";
import type { Component } from "svelte";
import type {
  ActivityEffect,
  ActivityView,
  Ignored,
  LineRef,
  Movement,
  OutageView,
  UnitState,
} from "$lib/bindings";
import { age, clock, clockSeconds, number } from "$lib/format";
import { m } from "$lib/messages";
import { serverWord } from "$lib/sentences";
import type { Hue } from "$lib/standing";
import { disagreementClause } from "../discrepancies/titles";

const SAYS: Record<Movement, () => string> = {
  check_out: m.activity_check_out,
  check_in: m.activity_check_in,
};

/** What Snipe-IT says happened. */
export const saysText = ({ movement }: ActivityView): string => SAYS[movement]();

/** To or from whom; else who did it. */
export function whoText({ movement, target, by }: ActivityView): string {
  if (target !== null) {
    return movement === "check_out"
      ? m.activity_to({ name: target })
      : m.activity_from({ name: target });
  }
  return by === null ? m.activity_nobody() : m.activity_by({ name: by });
}

/** The equipment's tag, where it is known, and its name. */
export const equipmentText = ({ asset, item }: ActivityView): string =>
  asset ? `${asset.tag} ${asset.title}` : item || m.activity_no_item();

/** What a row did: a word, and the rest of the sentence. */
export interface EffectText {
  icon: Component;
  hue: Hue;
  word: string;
  detail: string;
}

export function effectText({ effect, line }: ActivityView): EffectText {
  return { ...LOOKS[effect.kind], word: WORDS[effect.kind](), detail: detail(effect, line) };
}

const LOOKS: Record<ActivityEffect["kind"], { icon: Component; hue: Hue }> = {
  moved: { icon: CircleCheck, hue: "green" },
  ignored: { icon: CircleSlash, hue: "grey" },
  raised: { icon: GitCompareArrows, hue: "plum" },
  unreadable: { icon: TriangleAlert, hue: "red" },
};

const WORDS: Record<ActivityEffect["kind"], () => string> = {
  moved: m.activity_effect_applied,
  ignored: m.activity_effect_ignored,
  raised: m.activity_effect_raised,
  unreadable: m.activity_effect_unreadable,
};

const STATES: Record<UnitState, () => string> = {
  pending: m.activity_state_pending,
  reserved: m.activity_state_reserved,
  checked_out: m.activity_state_checked_out,
  returned: m.activity_state_returned,
  rejected: m.activity_state_rejected,
  cancelled: m.activity_state_cancelled,
  released: m.activity_state_released,
  expired: m.activity_state_expired,
};

const WHY: Record<Ignored, () => string> = {
  below_fence: m.activity_ignored_below_fence,
  already_out: m.activity_ignored_already_out,
  not_out: m.activity_ignored_not_out,
  over: m.activity_ignored_over,
  no_unit: m.activity_ignored_no_unit,
  only_wanted: m.activity_ignored_only_wanted,
  not_an_asset: m.activity_ignored_not_an_asset,
  known: m.activity_ignored_known,
};

function detail(effect: ActivityEffect, line: LineRef | null): string {
  switch (effect.kind) {
    case "moved": {
      const state = STATES[effect.to]();
      return line ? m.activity_line_now({ ...named(line), state }) : m.activity_now({ state });
    }
    case "ignored":
      return of(line, WHY[effect.why]());
    case "raised":
      return of(line, disagreementClause(effect.about));
    case "unreadable":
      return m.activity_kept({ problem: effect.problem });
  }
}

const named = (line: LineRef) => ({ number: number(line.number), line: line.line });

const of = (line: LineRef | null, why: string): string =>
  line ? m.activity_line_why({ ...named(line), why }) : why;

/** The row for who cannot see it. */
export function rowName(row: ActivityView): string {
  const { word, detail } = effectText(row);
  return m.activity_row_name({
    id: row.id,
    says: saysText(row),
    equipment: equipmentText(row),
    effect: m.activity_effect_named({ effect: word, detail }),
  });
}

/** How long Snipe-IT did not answer, and from where reading went on. */
export function outageText({ began_at, ended_at, problem, cursor: id }: OutageView): string {
  const what = serverWord(problem);
  if (ended_at === null) {
    const time = clock(began_at);
    return id === null
      ? m.activity_outage_now_unread({ time, what })
      : m.activity_outage_now({ time, what, id });
  }
  const length = age(began_at, new Date(ended_at));
  const time = clockSeconds(ended_at);
  return id === null
    ? m.activity_outage_over_unread({ length, what, time })
    : m.activity_outage_over({ length, what, time, id });
}
