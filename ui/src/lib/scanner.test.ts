import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keys } from "./keys.svelte";
import { scannerChoices } from "./scanner-choices.svelte";
import { scanner, type Code } from "./scanner.svelte";
import { toasts } from "./toasts.svelte";

let cleanUp: (() => void)[] = [];
let opened: Code[];
let clock = 0;

const add = (html: string): HTMLElement => {
  document.body.insertAdjacentHTML("beforeend", html);
  return document.body.lastElementChild as HTMLElement;
};

const box = () => add("<div role='search'><input></div>").querySelector("input")!;
const said = () => toasts.shown.map(({ toast }) => toast.title);

const CODES: Record<string, string> = { "-": "Minus", "'": "Minus" };
const codeOf = (key: string) =>
  CODES[key] ?? (/\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`);

/** A key as the browser delivers it: what nobody takes away is typed, or presses the button. */
function press(key: string, after = 10, more: KeyboardEventInit = {}): KeyboardEvent {
  vi.advanceTimersByTime(after);
  clock += after;
  const event = new KeyboardEvent("keydown", {
    key,
    code: key.length === 1 ? codeOf(key) : key,
    shiftKey: /^[A-Z]$/.test(key),
    bubbles: true,
    cancelable: true,
    ...more,
  });
  Object.defineProperty(event, "timeStamp", { value: clock });
  const target = document.activeElement ?? document.body;
  if (target.dispatchEvent(event)) defaultAction(target, key);
  return event;
}

function defaultAction(target: Element, key: string): void {
  if (target instanceof HTMLInputElement && key.length === 1) target.value += key;
  if (target instanceof HTMLButtonElement && [" ", "Enter"].includes(key)) target.click();
}

function scan(text: string, gap = 10, end = "Enter"): KeyboardEvent {
  press(text.charAt(0), 1000);
  for (const key of text.slice(1)) press(key, gap);
  return press(end, gap);
}

const later = (ms = 1000): void => {
  vi.advanceTimersByTime(ms);
  clock += ms;
};

const bind = (key: string, more = {}) => {
  const run = vi.fn();
  cleanUp.push(keys.bind("work", { key, label: key, run, ...more }));
  return run;
};

beforeEach(() => {
  vi.useFakeTimers();
  opened = [];
  clock += 10_000;
  cleanUp = [
    scanner.listen(document.body) as () => void,
    keys.listen(document.body) as () => void,
    scanner.receive((code) => void opened.push(code)),
  ];
});

afterEach(() => {
  for (const each of cleanUp) each();
  document.body.replaceChildren();
  toasts.shown = [];
  scannerChoices.setGap(40);
  vi.useRealTimers();
});

it("opens what was scanned, from anywhere on the page, and nothing else hears of it", () => {
  const heard = vi.fn();
  const pressed = vi.fn();
  const approve = bind("M", { writes: true });
  const button = add("<button></button>");
  button.addEventListener("keydown", heard);
  button.addEventListener("click", pressed);
  button.focus();
  scan("ML-0633");
  later();
  expect(opened).toEqual([{ text: "ML-0633", us: null }]);
  expect([heard, pressed, approve].map((each) => each.mock.calls.length)).toEqual([0, 0, 0]);
});

it("hands the code on with what the keys are on a US keyboard", () => {
  scan("ML'0633");
  expect(opened).toEqual([{ text: "ML'0633", us: "ML-0633" }]);
});

it("lets a key act alone after a moment, and one that writes after a longer one", () => {
  const next = bind("J");
  const approve = bind("A", { writes: true });
  press("j");
  expect(next).not.toHaveBeenCalled();
  later(60);
  expect(next).toHaveBeenCalledOnce();
  press("a");
  later(150);
  expect(approve).not.toHaveBeenCalled();
  later(80);
  expect(approve).toHaveBeenCalledOnce();
});

it("goes by two keys in a row, slow or quick", () => {
  const inbox = bind("G I");
  press("g");
  press("i", 300);
  later();
  press("g");
  press("i", 20);
  later();
  expect(inbox).toHaveBeenCalledTimes(2);
});

it("gives chords, keys with Alt and the repeats of a held key their way at once", () => {
  const commands = bind("Ctrl+K");
  const next = bind("J");
  press("k", 10, { ctrlKey: true });
  press("j", 10, { repeat: true });
  keys.setSingle(false);
  press("j", 10, { altKey: true });
  keys.setSingle(true);
  expect(commands).toHaveBeenCalledOnce();
  expect(next).toHaveBeenCalledTimes(2);
});

it("acts before the pointer does", () => {
  const approve = bind("A", { writes: true });
  press("a");
  window.dispatchEvent(new Event("pointerdown"));
  expect(approve).toHaveBeenCalledOnce();
});

it("keeps a slow scanner from writing and pressing, until the gap is wide enough", () => {
  const writes = ["M", "L", "A"].map((key) => bind(key, { writes: true }));
  const pressed = vi.fn();
  const button = add("<button></button>");
  button.addEventListener("click", pressed);
  button.focus();
  for (const text of ["ML-0633", "0 6-A"]) scan(text, 60);
  later();
  expect(writes.flatMap((each) => each.mock.calls)).toEqual([]);
  expect(pressed).not.toHaveBeenCalled();
  expect(opened).toEqual([]);
  scannerChoices.setGap(80);
  scan("ML-0633", 60);
  expect(opened).toEqual([{ text: "ML-0633", us: null }]);
});

it("replaces the text of the scan box and opens the result", () => {
  const field = box();
  field.focus();
  press("x", 500);
  expect(scan("ML-0633").defaultPrevented).toBe(true);
  expect(field.value).toBe("ML-0633");
  expect(document.activeElement).not.toBe(field);
  expect(opened).toHaveLength(1);
});

it("types into another field, submits nothing and says so", () => {
  const field = add("<input>") as HTMLInputElement;
  field.focus();
  expect(scan("ML-0633").defaultPrevented).toBe(true);
  expect(field.value).toBe("ML-0633");
  expect(said()).toEqual(["Scanned into this field"]);
  expect(opened).toEqual([]);
});

it("offers the code to a picker first, and opens it when that leaves it", async () => {
  const taken: string[] = [];
  let wants = true;
  cleanUp.push(scanner.pick(({ text }) => wants && taken.push(text) > 0));
  scan("ML-0633");
  await vi.runAllTimersAsync();
  wants = false;
  scan("ML-0634");
  await vi.runAllTimersAsync();
  expect(taken).toEqual(["ML-0633"]);
  expect(opened.map(({ text }) => text)).toEqual(["ML-0634"]);
});

it("gives a picker what is scanned into a field of its own, and the field its text back", async () => {
  const form = add("<div><input value='kit'></div>");
  const field = form.querySelector("input")!;
  const taken = vi.fn(() => true);
  cleanUp.push(scanner.pick(taken, () => form));
  field.focus();
  scan("ML-0633");
  await vi.runAllTimersAsync();
  expect(taken).toHaveBeenCalledWith({ text: "ML-0633", us: null });
  expect(field.value).toBe("kit");
  expect(opened).toEqual([]);
});

it("waits while a dialog has the floor, unless a picker stands in it", async () => {
  const dialog = add("<div role='dialog'><button></button></div>");
  const [outside, inside] = [vi.fn(() => true), vi.fn(() => true)];
  cleanUp.push(keys.pause(), scanner.pick(outside));
  dialog.querySelector("button")?.focus();
  scan("ML-0633");
  await vi.advanceTimersByTimeAsync(0);
  expect(said()).toEqual(["Finish or close this first"]);
  expect([opened.length, outside.mock.calls.length]).toEqual([0, 0]);
  cleanUp.push(scanner.pick(inside, () => dialog));
  scan("ML-0634");
  await vi.advanceTimersByTimeAsync(0);
  expect(inside).toHaveBeenCalledOnce();
});

it("leaves a code without an end in the scan box, ready for Enter", () => {
  const field = box();
  const typed = vi.fn();
  field.addEventListener("input", typed);
  for (const key of "ML-0633") press(key, 10);
  later();
  expect(field.value).toBe("ML-0633");
  expect(document.activeElement).toBe(field);
  expect(typed).toHaveBeenCalledOnce();
  expect(opened).toEqual([]);
});

it("types after the key that leads into a field, however quick the hand", () => {
  const field = box();
  bind("/").mockImplementation(() => field.focus());
  press("/", 10);
  press("m", 20);
  press("l", 20);
  later();
  expect(field.value).toBe("ml");
});

it("leaves what was typed quickly into a field there when the pointer goes elsewhere", () => {
  const field = add("<input>") as HTMLInputElement;
  const search = box();
  field.focus();
  for (const key of "anas") press(key, 5);
  window.dispatchEvent(new Event("pointerdown"));
  expect([field.value, search.value]).toEqual(["anas", ""]);
  expect(document.activeElement).toBe(field);
});

it("leaves a field alone that reads its keys itself", () => {
  const field = add("<input data-scanner='own'>") as HTMLInputElement;
  field.focus();
  expect(scan("ML-0633").defaultPrevented).toBe(false);
  expect(field.value).toBe("ML-0633");
  expect([said(), opened]).toEqual([[], []]);
});

it("ignores the same code within a second and a half", () => {
  scan("ML-0633");
  for (const key of "ML-0633") press(key, 20);
  press("Enter", 20);
  expect(opened).toHaveLength(1);
});

it("keeps the gap between 20 and 100 ms", () => {
  for (const [asked, kept] of [
    [5, 20],
    [62.4, 62],
    [400, 100],
    [NaN, 40],
  ] as const) {
    scannerChoices.setGap(asked);
    expect(scannerChoices.gap).toBe(kept);
  }
});
