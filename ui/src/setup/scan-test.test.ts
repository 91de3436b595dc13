import { expect, test } from "vitest";
import type { Stroke } from "$lib/scanner-code";
import { judge as judgeWithin } from "./scan-test";

const judge = (text: string, strokes: Stroke[], gap = 40) => judgeWithin(text, strokes, gap);

/** Keys that follow each other after so many milliseconds. */
function strokes(text: string, gap: number): Stroke[] {
  return [...text].map((key, i) => ({
    key,
    code: codeOf(key),
    shift: /[A-Z]/.test(key),
    at: i * gap,
  }));
}

function codeOf(key: string): string {
  if (/[a-z]/i.test(key)) return `Key${key.toUpperCase()}`;
  return /\d/.test(key) ? `Digit${key}` : "Minus";
}

test("keys that follow within 40 ms came from a scanner, with the time they took", () => {
  expect(judge("ML-0633", strokes("ML-0633", 9))).toEqual({
    text: "ML-0633",
    took: 54,
    slowest: 9,
    fast: true,
    propose: undefined,
    us: undefined,
  });
});

test("one slow key among them, or too few, and it was typed", () => {
  const halting = strokes("ML-0633", 9).map((one, i) =>
    i > 3 ? { ...one, at: one.at + 50 } : one,
  );
  expect(judge("ML-0633", halting).fast).toBe(false);
  expect(judge("ML", strokes("ML", 1)).fast).toBe(false);
});

test("a slower scanner shows how far apart its keys would have to be allowed", () => {
  expect(judge("ML-0633", strokes("ML-0633", 62))).toMatchObject({ fast: false, propose: 80 });
  expect(judge("ML-0633", strokes("ML-0633", 97))).toMatchObject({ propose: 100 });
  expect(judge("ML-0633", strokes("ML-0633", 62), 80)).toMatchObject({
    fast: true,
    propose: undefined,
  });
});

test("no hand is proposed as a scanner", () => {
  expect(judge("ML-0633", strokes("ML-0633", 120)).propose).toBeUndefined();
  expect(judge("ML", strokes("ML", 60)).propose).toBeUndefined();
});

test("the kind of barcode that some scanners put first is not part of the tag", () => {
  expect(judge("]C1ML-0633", strokes("]C1ML-0633", 9)).text).toBe("ML-0633");
});

test("a scanner set to a US keyboard shows by its keys", () => {
  // On a Portuguese keyboard the key beside the zero types an apostrophe.
  const typed = strokes("ML-0633", 9).map((one) => (one.key === "-" ? { ...one, key: "'" } : one));
  expect(judge("ML'0633", typed).us).toBe("ML-0633");
  const capsLock = strokes("ML-0633", 9).map((one) => ({ ...one, shift: false }));
  expect(judge("ML-0633", capsLock).us).toBeUndefined();
});

test("pasted text has no keys to judge", () => {
  expect(judge("ML-0633", [])).toMatchObject({ fast: false, us: undefined });
});
