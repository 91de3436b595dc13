import type { DiscrepancyView } from "$lib/bindings";
import { keys, type Binding } from "$lib/keys.svelte";
import { m } from "$lib/messages";
import { copyTag } from "../equipment/steps";
import { check, openPage, type Settling } from "./settling.svelte";

/** What the keys do with the discrepancy in hand. */
export interface Actions {
  view: () => DiscrepancyView;
  settling: Settling;
  /** `S` and, once it has ended, Enter. */
  next: () => void;
  why: () => void;
}

/** Binds the keys that settle the discrepancy in hand. */
export function bindSettlingKeys({ view, settling, next, why }: Actions): () => void {
  const open = () => view().row.closed_at === null;
  const work: Binding[] = [
    ...choices(settling),
    {
      key: "Enter",
      label: m.discrepancies_key_resolve(),
      run: () => (open() ? void settling.resolve() : next()),
      writes: true,
    },
    { key: "S", label: m.discrepancies_key_later(), run: next },
    { key: "Y", label: m.keys_copy, run: () => void copyTag(view().row.asset.tag) },
    { key: "W", label: m.discrepancies_key_why(), run: why },
    {
      key: "O",
      label: m.discrepancies_key_open(),
      run: () => void openPage(view()),
      when: () => view().has_page,
    },
    {
      key: "C",
      label: m.discrepancies_key_check(),
      run: () => void check(view()),
      when: () => view().operation?.phase === "in_doubt",
      writes: true,
    },
  ];
  return keys.bind("work", ...work);
}

const choices = (settling: Settling): Binding[] =>
  [1, 2, 3, 4].map((nth) => ({
    key: String(nth),
    label: m.discrepancies_key_choose(),
    run: () => settling.choose(nth - 1),
    when: () => settling.answers.length >= nth,
    sheet: nth === 1 ? "1–4" : false,
  }));
