import { bare, isPrintable, readCode, type Stroke } from "$lib/scanner-code";
import { SHORTEST, WIDEST_GAP } from "$lib/scanner-machine";

/** What one reading of a label was like. */
export type Reading = {
  /** What was read, without the symbology prefix. */
  text: string;
  /** From the first key to the last. */
  took: number;
  /** The longest time between two keys. */
  slowest: number;
  /** Whether keys followed each other as fast as a scanner sends them. */
  fast: boolean;
  /** How far apart keys would have to be allowed for this to be a scan, where that can be. */
  propose: number | undefined;
  /** What the same keys would be on a US keyboard, where that differs in more than case. */
  us: string | undefined;
};

/** No scanner is as even as one reading of it. */
const RESERVE = 10;

/** Judges the strokes of one reading, the terminator left out; `gap` is the longest that counts. */
export function judge(text: string, strokes: Stroke[], gap: number): Reading {
  const keys = strokes.filter(({ key }) => isPrintable(key));
  const gaps = keys.slice(1).map(({ at }, i) => at - (keys[i]?.at ?? at));
  const slowest = Math.round(Math.max(0, ...gaps));
  const enough = keys.length >= SHORTEST;
  return {
    text: bare(text),
    took: Math.round(gaps.reduce((sum, each) => sum + each, 0)),
    slowest,
    fast: enough && slowest <= gap,
    propose: enough && slowest > gap ? wideEnough(slowest) : undefined,
    us: otherLayout(text, keys),
  };
}

function wideEnough(slowest: number): number | undefined {
  const wide = Math.min(WIDEST_GAP, Math.ceil((slowest + RESERVE) / 10) * 10);
  return slowest <= wide ? wide : undefined;
}

/** Pasted text has no keys to judge. */
function otherLayout(text: string, keys: Stroke[]): string | undefined {
  const dead = keys.some(({ key }) => key === "Dead");
  const whole = dead || keys.map(({ key }) => key).join("") === text;
  return (whole && readCode(keys).us) || undefined;
}
