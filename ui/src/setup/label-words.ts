import CircleCheck from "@lucide/svelte/icons/circle-check";
import type { Component } from "svelte";
import type { LabelChoice, LabelId } from "$lib/bindings";
import { count } from "$lib/format";
import { m } from "$lib/messages";
import { LOOKS, type Hue } from "$lib/standing";
import type { LabelComplaint, LabelMeaning } from "./label-draft";

/** How a meaning is drawn, and what its choice is called. */
export type MeaningLook = { hue: Hue; icon: Component; word: () => string; name: () => string };

const NAMES: Record<LabelMeaning, () => string> = {
  available: m.setup_label_available,
  reserved: m.setup_label_reserved,
  checked_out: m.setup_label_checked_out,
};

const COMPLAINTS: Record<LabelComplaint, () => string> = {
  required: m.setup_label_required,
  only_not_deployable: m.setup_label_only_not_deployable,
  same_as_another: m.setup_label_same,
  gone: m.setup_label_gone,
  not_deployable: m.setup_label_not_deployable,
};

/** The pill that assets with the label will wear, so that the choice explains itself. */
export function meaningLook(meaning: LabelMeaning): MeaningLook {
  const name = NAMES[meaning];
  if (meaning === "available") {
    return { hue: "green", icon: CircleCheck, word: m.availability_available, name };
  }
  const { hue, icon, word } = LOOKS[meaning];
  return { hue, icon, word, name };
}

/** What is wrong with a choice, and what to do. */
export function complaintText(complaint: LabelComplaint): string {
  return COMPLAINTS[complaint]();
}

/** What stands beside a choice that is right. */
export function remark(
  meaning: LabelMeaning,
  label: LabelId | null,
  choices: LabelChoice[],
): string {
  if (label === null) return m.setup_label_not_used_hint();
  const assets = choices.find((choice) => choice.id === label)?.assets ?? null;
  if (assets === null) return m.setup_label_lendable();
  const words = meaning === "reserved" ? m.setup_label_assets_lendable : m.setup_label_assets;
  return words({ count: assets, shown: count(assets) });
}
