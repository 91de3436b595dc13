/**
 * Tells scans from typing: UX section 7 as a state machine over single keys.
 *
 * Outside text fields a printable key is withheld until it is clear what it was; in text fields
 * characters appear as they are typed, and only the end of a scan is taken away.
 */
import { isPrintable, readCode, type Code, type Stroke } from "./scanner-code";

/** Where the keyboard is: `own` reads its keys itself, `page` is everything that is no field. */
export type Focus = "page" | "box" | "field" | "own";

/** A key with all that matters about it. */
export type Press = Stroke & {
  focus: Focus;
  repeat: boolean;
  /** With Ctrl, Alt, Meta or AltGr. */
  modified: boolean;
  composing: boolean;
  /** Whether its shortcut would write. */
  writes: boolean;
};

/** What comes of a key. */
export type Outcome =
  /** The page gets the key, as if nobody had looked. */
  | { kind: "ignore" }
  /** Nobody gets the key. */
  | { kind: "swallow" }
  /** The key is withheld for now. */
  | { kind: "wait" }
  /** A key that was withheld was a shortcut. */
  | { kind: "act"; press: Press }
  /** Keys that were withheld were typed one after the other. */
  | { kind: "replay"; presses: Press[] }
  /** A scan is complete; nobody gets the key that ended it. `again`: as just before. */
  | { kind: "scanned"; code: Code; focus: Focus; again: boolean }
  /** Too fast for a hand, but no scan that counts: it is to stand in the scan box. */
  | { kind: "box"; text: string };

/** What is known of the keys so far. */
export type State = {
  /** Withheld, or typed into a field, and perhaps the beginning of a scan. */
  held: Press[];
  /** How many printable keys came in a row. */
  row: number;
  typedAt: number;
  endedAt: number;
  last: { text: string; at: number };
};

/** What to do, one after the other, and what is known then. */
export type Step = { state: State; outcomes: Outcome[] };

/** The least that is a scan. */
export const SHORTEST = 4;
/** Keys further apart are no scanner's, however slow. */
export const WIDEST_GAP = 100;
const END_TIME = 100;
const WRITE_TIME = 200;
const PRESS_TIME = 500;
const AGAIN_TIME = 1500;
const MODIFIERS = ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock", "Fn"];

/** Before the first key. */
export const START: State = {
  held: [],
  row: 0,
  typedAt: -Infinity,
  endedAt: -Infinity,
  last: { text: "", at: -Infinity },
};

/** One more key. `gap` is how far apart the keys of a scan may be. */
export function step(state: State, press: Press, gap: number): Step {
  if (press.focus === "own" || MODIFIERS.includes(press.key)) return only(state, "ignore");
  const late = press.at - state.typedAt > patience(state, gap);
  if (late) return after(quiet(state), (calm) => step(calm, press, gap));
  const plain = !press.modified && !press.repeat && !press.composing;
  if (plain && isPrintable(press.key)) return character(state, press, gap);
  if (plain && endsScan(press)) return end(state, press, gap);
  return after(interrupted(state, press), (calm) =>
    only(calm, mayPress(press, calm) ? "swallow" : "ignore"),
  );
}

/** How long after the last key those withheld are decided about, if no other comes. */
export function patience(state: State, gap: number): number {
  if (!isWithheld(state)) return Infinity;
  if (state.held.length >= SHORTEST) return END_TIME;
  return state.held.some(({ writes }) => writes) ? Math.max(WRITE_TIME, gap) : gap;
}

/** No other key came. What stands in a field stays there. */
export function quiet(state: State): Step {
  return { state: { ...state, held: [] }, outcomes: isWithheld(state) ? ordinary(state) : [] };
}

function character(state: State, press: Press, gap: number): Step {
  const since = press.at - state.typedAt;
  const row = since <= WIDEST_GAP ? state.row + 1 : 1;
  const known = { ...state, row, typedAt: press.at };
  if (isWithheld(state)) return hold(known, [...state.held, press]);
  if (isField(press)) {
    const held = since <= gap ? [...state.held, press] : [press];
    return { state: { ...known, held }, outcomes: [{ kind: "ignore" }] };
  }
  // A space alone presses what has the focus; no code begins with one.
  if (press.key === " ") return only(known, since <= WIDEST_GAP ? "swallow" : "ignore");
  return hold(known, [press]);
}

const hold = (state: State, held: Press[]): Step => only({ ...state, held }, "wait");

/** Enter or Tab. */
function end(state: State, press: Press, gap: number): Step {
  const since = press.at - state.typedAt;
  const done = { ...state, held: [] };
  const swallowed = { ...done, endedAt: press.at };
  // Some scanners send two: return and line feed.
  if (press.at - state.endedAt <= END_TIME) return only(swallowed, "swallow");
  if (isScan(state.held, gap) && since <= END_TIME) return scanned(swallowed, state.held, press.at);
  const outcomes = isWithheld(state) ? unfinished(state.held) : [];
  const boxed = outcomes.some(({ kind }) => kind === "box");
  const kind = boxed || mayPress(press, state) ? "swallow" : "ignore";
  return { state: boxed ? swallowed : done, outcomes: [...outcomes, { kind }] };
}

/** An Enter so soon after a character that a scanner may have sent it. */
const mayPress = (press: Press, { typedAt }: State): boolean =>
  press.key === "Enter" && !press.modified && !isField(press) && press.at - typedAt <= PRESS_TIME;

function scanned(state: State, held: Press[], at: number): Step {
  const code = readCode(held);
  const focus = held[0]?.focus ?? "page";
  const again = code.text === state.last.text && at - state.last.at <= AGAIN_TIME;
  const last = again || focus === "field" ? state.last : { text: code.text, at };
  return { state: { ...state, last }, outcomes: [{ kind: "scanned", code, focus, again }] };
}

/** A key that is no part of a scan comes after those withheld; Escape takes them back. */
function interrupted(state: State, press: Press): Step {
  const dropped = press.key === "Escape" || !isWithheld(state);
  return { state: { ...state, held: [] }, outcomes: dropped ? [] : ordinary(state) };
}

/** What withheld keys were, when nothing that ends a scan followed them. */
function ordinary({ held, row }: State): Outcome[] {
  if (held.length >= SHORTEST) return boxed(held);
  // The end of something longer that came as slowly as by hand.
  return replayed(row >= SHORTEST ? held.filter(({ writes }) => !writes) : held);
}

/** What withheld keys were when Enter or Tab followed them, and yet it was no scan. */
function unfinished(held: Press[]): Outcome[] {
  if (held.length >= SHORTEST) return boxed(held);
  return replayed(held.filter(({ writes }) => !writes));
}

function replayed(presses: Press[]): Outcome[] {
  const [press, ...more] = presses;
  if (!press) return [];
  return more.length === 0 ? [{ kind: "act", press }] : [{ kind: "replay", presses }];
}

/** A hand is slower than this; whatever it meant, no shortcut fires. */
function boxed(held: Press[]): Outcome[] {
  return within(held, WIDEST_GAP) ? [{ kind: "box", text: readCode(held).text }] : [];
}

const isScan = (held: Press[], gap: number): boolean =>
  held.length >= SHORTEST && within(held, gap);

const within = (held: Press[], gap: number): boolean =>
  held.every(({ at }, i) => at - (held[i - 1]?.at ?? at) <= gap);

const endsScan = ({ key, shift }: Press): boolean => key === "Enter" || (key === "Tab" && !shift);

const isField = ({ focus }: Press): boolean => focus === "field" || focus === "box";

/** Keys outside fields are withheld; where the first was, there belong the others. */
const isWithheld = ({ held: [first] }: State): boolean => first !== undefined && !isField(first);

const only = (state: State, kind: "ignore" | "swallow" | "wait"): Step => ({
  state,
  outcomes: [{ kind }],
});

function after(first: Step, next: (state: State) => Step): Step {
  const { state, outcomes } = next(first.state);
  return { state, outcomes: [...first.outcomes, ...outcomes] };
}
