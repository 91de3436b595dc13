import { render } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keys } from "../keys.svelte";
import { toasts } from "../toasts.svelte";
import Toaster from "./Toaster.svelte";

// Where there is no motion, nothing needs the animations that this page cannot do.
vi.hoisted(() => {
  window.matchMedia = (media) => ({ media, matches: true }) as MediaQueryList;
});

let deaf: () => void;

beforeEach(() => {
  deaf = keys.listen(document.body) as () => void;
  render(Toaster);
});

afterEach(() => {
  deaf();
  toasts.shown = [];
});

const show = (key: string) => {
  const run = vi.fn();
  toasts.show({ title: key, action: { label: key, key, run } });
  return run;
};

function press(key: string, more: KeyboardEventInit = {}): void {
  document.body.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }),
  );
}

test("undo reaches the newest toast that offers it, whatever came after", async () => {
  const [older, newer, other] = [show("Z"), show("Z"), show("T")];
  await Promise.resolve();
  press("z");
  press("z", { ctrlKey: true });
  press("t");
  expect([older, newer, other].map((run) => run.mock.calls.length)).toEqual([0, 2, 1]);
});

test("what can still be undone stays while others only tell", async () => {
  const undo = show("Z");
  for (const title of ["one", "two", "three"]) toasts.show({ title });
  await Promise.resolve();
  press("z");
  expect(undo).toHaveBeenCalledOnce();
  expect(toasts.shown.map(({ toast }) => toast.title)).toEqual(["Z", "two", "three"]);
});

test("the chord on a toast goes to the very thing, while the toast is there", async () => {
  const room = vi.fn();
  const unbind = keys.bind("go", { key: "G D", label: "Discrepancies", run: room });
  const look = show("G D");
  await Promise.resolve();
  press("g");
  press("d");
  expect([look, room].map((run) => run.mock.calls.length)).toEqual([1, 0]);
  toasts.shown = [];
  await Promise.resolve();
  press("g");
  press("d");
  expect([look, room].map((run) => run.mock.calls.length)).toEqual([1, 1]);
  unbind();
});
