/** The map of all keys, as the key sheet shows it; rooms bind them. */
import { may } from "./may.svelte";
import { m } from "./messages";
import type { Scope } from "./keys.svelte";

/** Keys that belong together, and what they do wherever they do something. */
export type Entry = {
  scope: Scope;
  /** As they are bound. */
  keys: string[];
  /** As they are drawn, where that says it shorter. */
  shown?: string;
  label: () => string;
};

const entry = (scope: Scope, keys: string[], label: () => string, shown?: string): Entry => ({
  scope,
  keys,
  label,
  shown,
});

const digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** In the order of the sheet. Rooms to go to are known by the sidebar. */
export const MAP: Entry[] = [
  entry("anywhere", ["/"], m.keys_search),
  entry("anywhere", ["Ctrl+K"], m.keys_commands),
  entry("anywhere", ["Z", "Ctrl+Z"], m.keys_undo, "Z"),
  entry("anywhere", ["F5"], m.keys_refresh),
  entry("anywhere", ["Escape"], m.keys_back),
  entry("anywhere", ["?"], m.keys_keys),
  entry("anywhere", ["Ctrl++", "Ctrl+=", "Ctrl+-", "Ctrl+0"], m.keys_size, "Ctrl + − 0"),
  entry("anywhere", ["F6"], m.keys_region),
  entry("lists", ["J", "K"], m.keys_next, "J K"),
  entry("lists", ["ArrowUp", "ArrowDown"], m.keys_line, "ArrowUp ArrowDown"),
  entry("lists", ["Home", "End"], m.keys_ends, "Home End"),
  entry("lists", ["Enter"], m.keys_open),
  entry("lists", ["X"], m.keys_select),
  entry("lists", ["F"], m.keys_filter),
  entry("lists", ["W"], m.keys_why),
  entry("lists", ["Y"], m.keys_copy),
  entry("work", ["A"], m.keys_approve),
  entry("work", ["Shift+A"], m.keys_approve_all),
  entry("work", ["R"], m.keys_reject),
  entry("work", ["Shift+R"], m.keys_reject_all),
  entry("work", digits, m.keys_pick, "1–9"),
  entry("work", ["H"], m.keys_hand_over),
  entry("work", ["T"], m.keys_take_back),
  entry("work", ["D"], m.keys_date),
  entry("work", ["L"], m.keys_release),
  entry("work", ["M"], m.keys_someone_else),
  entry("work", ["C"], m.keys_check),
  entry("work", ["O"], m.keys_page),
  entry("work", ["P"], m.keys_project),
  entry("work", ["N"], m.keys_new),
  entry("work", ["S"], m.keys_later),
];

const COLUMN = new Map(MAP.flatMap(({ scope, keys }) => keys.map((key) => [key, scope] as const)));

/** The column a key stands in: the map's, or else its binder's. */
export const columnOf = (key: string, bound: Scope): Scope => COLUMN.get(key) ?? bound;

const STEPS: Record<string, string> = {
  A: "approve",
  "Shift+A": "approve",
  H: "hand_over",
  T: "take_back",
  M: "lend_to_another",
  L: "release",
};

/** Whether an entry stands on the sheet: what the token may not do is not there. */
export const isOffered = ({ keys }: Entry): boolean =>
  keys.every((key) => may.take(STEPS[key] ?? ""));
