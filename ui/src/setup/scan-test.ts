/** A key as it arrived: what it typed, which key it was, and when in milliseconds. */
export type Stroke = { key: string; code: string; shift: boolean; at: number };

/** What one reading of a label was like. */
export type Reading = {
  /** What was read, without the symbology prefix. */
  text: string;
  /** From the first key to the last. */
  took: number;
  /** Whether keys followed each other as fast as a scanner sends them. */
  fast: boolean;
  /** What the same keys would be on a US keyboard, where that differs in more than case. */
  us: string | undefined;
};

/** Toolcrib takes keys for a scan while they follow within this time. */
const GAP = 40;
const SHORTEST = 4;

/** Judges the strokes of one reading, the terminator left out. */
export function judge(text: string, strokes: Stroke[]): Reading {
  const printable = strokes.filter(({ key }) => key.length === 1);
  const gaps = printable.slice(1).map(({ at }, i) => at - (printable[i]?.at ?? at));
  const took = Math.round(gaps.reduce((sum, gap) => sum + gap, 0));
  const fast = printable.length >= SHORTEST && gaps.every((gap) => gap <= GAP);
  const read = stripPrefix(text);
  const us = stripPrefix(printable.map(usKey).join(""));
  const whole = printable.map(({ key }) => key).join("") === text;
  return {
    text: read,
    took,
    fast,
    us: whole && us.toLowerCase() !== read.toLowerCase() ? us : undefined,
  };
}

/** Some scanners put the kind of barcode first: `]C1`. */
function stripPrefix(text: string): string {
  return text.trim().replace(/^\][A-Za-z]\d/, "");
}

const MARKS: Record<string, [plain: string, shifted: string]> = {
  Minus: ["-", "_"],
  Slash: ["/", "?"],
  Period: [".", ">"],
  Comma: [",", "<"],
  Semicolon: [";", ":"],
  Equal: ["=", "+"],
};
const DIGITS_SHIFTED = ")!@#$%^&*(";

/** What the key would type on a US keyboard. */
function usKey({ key, code, shift }: Stroke): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shift ? letter : letter.toLowerCase();
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit) return shift ? DIGITS_SHIFTED.charAt(Number(digit)) : digit;
  return MARKS[code]?.[shift ? 1 : 0] ?? key;
}
