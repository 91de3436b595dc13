/** The keys of Today. */
import { keys, type Binding } from "$lib/keys.svelte";
import { m } from "$lib/messages";
import { copyTag } from "../equipment/steps";
import { GROUPS, keyOf, type GroupName, type Row } from "./groups";
import { canTake, check, hasChain, tagOf, take, why } from "./open";

/** What the keys move, and what they act on. */
export type Hand = {
  row: () => Row | undefined;
  step: (by: number) => void;
  across: (by: 1 | -1) => void;
  enter: (group: GroupName) => void;
  take: (row: Row) => void;
  open: (row: Row) => void;
};

/** Binds them while the room is there. */
export function bindTodayKeys(hand: Hand): () => void {
  const unbind = [keys.bind("lists", ...moves(hand)), keys.bind("work", ...work(hand))];
  return () => unbind.forEach((each) => each());
}

function moves({ row, step, across, enter, open }: Hand): Binding[] {
  const next = { label: m.keys_next, run: () => step(1) };
  const previous = { label: m.keys_next, run: () => step(-1) };
  return [
    { ...next, key: "J", sheet: "J K" },
    { ...previous, key: "K", sheet: false },
    { ...next, key: "ArrowDown", sheet: false },
    { ...previous, key: "ArrowUp", sheet: false },
    { key: "ArrowLeft", label: m.today_key_column, run: () => across(-1), sheet: false },
    {
      key: "ArrowRight",
      label: m.today_key_column,
      run: () => across(1),
      sheet: "ArrowLeft ArrowRight",
    },
    { key: "Home", label: m.keys_ends, run: () => step(-Infinity) },
    { key: "End", label: m.keys_ends, run: () => step(Infinity) },
    { key: "Enter", label: m.keys_open, run: () => whole(row(), open) },
    {
      key: "Y",
      label: m.keys_copy,
      run: () => whole(tagOf(row()), (tag) => void copyTag(tag)),
      when: () => tagOf(row()) !== undefined,
    },
    { key: "W", label: m.keys_why, run: () => why(row()), when: () => hasChain(row()) },
    ...GROUPS.map((group, i) => ({
      key: keyOf(group),
      label: m.today_key_group,
      run: () => enter(group),
      sheet: i === 0 ? "1–6" : (false as const),
    })),
  ];
}

function work({ row }: Hand): Binding[] {
  return [
    {
      key: "H",
      label: m.keys_hand_over,
      run: () => take("hand_over", row()),
      when: () => canTake("hand_over", row()),
      writes: true,
    },
    {
      key: "T",
      label: m.keys_take_back,
      run: () => take("take_back", row()),
      when: () => canTake("take_back", row()),
      writes: true,
    },
    {
      key: "C",
      label: m.keys_check,
      run: () => check(row()),
      when: () => row()?.kind === "doubt",
      writes: true,
    },
  ];
}

function whole<T>(there: T | undefined, run: (there: T) => void): void {
  if (there !== undefined) run(there);
}
