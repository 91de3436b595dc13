/** What a scanner types: keys, and what they say. */

/** A key as it arrived: what it typed, which key it was, and when in milliseconds. */
export type Stroke = { key: string; code: string; shift: boolean; at: number };

/** What was scanned. */
export type Code = {
  /** As the keys typed it, without the prefix that names the kind of barcode. */
  text: string;
  /** What the same keys say on a US keyboard, where that differs in more than case. */
  us: string | null;
};

/** Reads the strokes of one scan, the terminator left out. */
export function readCode(strokes: Stroke[]): Code {
  const text = bare(strokes.map(typed).join(""));
  const us = bare(strokes.map(usKey).join(""));
  return { text, us: us.toLowerCase() === text.toLowerCase() ? null : us };
}

/** Whether a key stands for a character; a dead key will, with the next one. */
export const isPrintable = (key: string): boolean => key === "Dead" || [...key].length === 1;

/** What a key typed; a dead key nothing of its own. */
const typed = ({ key }: Stroke): string => (key === "Dead" ? "" : key);

/** A code alone: some scanners put the kind of barcode first, as in `]C1`. */
export const bare = (text: string): string => text.trim().replace(/^\][A-Za-z]\d/, "");

const MARKS: Record<string, [plain: string, shifted: string]> = {
  Backquote: ["`", "~"],
  Backslash: ["\\", "|"],
  BracketLeft: ["[", "{"],
  BracketRight: ["]", "}"],
  Comma: [",", "<"],
  Equal: ["=", "+"],
  Minus: ["-", "_"],
  Period: [".", ">"],
  Quote: ["'", '"'],
  Semicolon: [";", ":"],
  Slash: ["/", "?"],
};
const DIGITS_SHIFTED = ")!@#$%^&*(";

/** What the key would type on a US keyboard. */
function usKey(stroke: Stroke): string {
  const { code, shift } = stroke;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shift ? letter : letter.toLowerCase();
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit) return shift ? DIGITS_SHIFTED.charAt(Number(digit)) : digit;
  return MARKS[code]?.[shift ? 1 : 0] ?? typed(stroke);
}
