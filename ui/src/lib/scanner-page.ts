/** The page as scans meet it: where the keyboard is, and how keys and text get there. */
import { typesText } from "./keys.svelte";
import type { Focus, Press } from "./scanner-machine";

/** A field that reads its keys itself, such as one that measures a scanner. */
const OWN = "[data-scanner=own]";
const BOX = "[role=search] input";

type Field = HTMLInputElement | HTMLTextAreaElement;

/** The scan box, where there is one. */
export const scanBox = (): HTMLInputElement | null => document.querySelector<HTMLInputElement>(BOX);

/** The text field that has the keyboard. */
export function focusedField(): Field | undefined {
  const focused = document.activeElement;
  const isField = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
  return isField && typesText(focused) ? focused : undefined;
}

/** A key as it arrived. */
export function pressOf(event: KeyboardEvent, writes: boolean): Press {
  const { key, code, shiftKey: shift, timeStamp: at, repeat } = event;
  const altGr = event.getModifierState("AltGraph");
  const modified = event.ctrlKey || event.altKey || event.metaKey || altGr;
  const composing = event.isComposing || key === "Process";
  return { key, code, shift, at, repeat, modified, composing, writes, focus: focusOf(event) };
}

function focusOf({ target }: KeyboardEvent): Focus {
  if (!(target instanceof Element)) return "page";
  if (target.matches(OWN)) return "own";
  if (target.matches(BOX)) return "box";
  return typesText(target) ? "field" : "page";
}

/** Puts a text into a field in place of what is there, as if it were typed. */
export function fill(field: Field, text: string): void {
  field.value = text;
  if (field.selectionStart !== null) field.setSelectionRange(text.length, text.length);
  tell(field);
}

/** Types at the caret of a field; where it does not tell its caret, at the end. */
export function insert(field: Field, text: string): void {
  const { selectionStart: from, selectionEnd: to } = field;
  if (from === null || to === null) field.value += text;
  else field.setRangeText(text, from, to, "end");
  tell(field);
}

const tell = (field: Field): boolean =>
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));

/** Gives the page a key that was withheld; `mark` sees the event first. */
export function pressAgain(press: Press, mark: (event: KeyboardEvent) => void): void {
  const field = focusedField();
  if (field) return press.key === "Dead" ? undefined : insert(field, press.key);
  const event = new KeyboardEvent("keydown", {
    key: press.key,
    code: press.code,
    shiftKey: press.shift,
    bubbles: true,
    cancelable: true,
    composed: true,
  });
  mark(event);
  (document.activeElement ?? document.body).dispatchEvent(event);
}
