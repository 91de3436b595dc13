import { afterEach, expect, it, vi } from "vitest";
import { keys } from "./keys.svelte";

const stop = keys.listen(document.body) as () => void;
let unbind: (() => void)[] = [];

const bind = (key: string, more = {}) => {
  const run = vi.fn();
  unbind.push(keys.bind("work", { key, label: key, run, ...more }));
  return run;
};

function press(key: string, more: KeyboardEventInit = {}, target: Element = document.body): void {
  target.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }),
  );
}

afterEach(() => {
  for (const each of unbind) each();
  unbind = [];
  keys.setSingle(true);
  document.body.replaceChildren();
});

it("tells a letter from the same letter with shift", () => {
  const line = bind("A");
  const all = bind("Shift+A");
  press("a");
  press("A", { shiftKey: true });
  expect(line).toHaveBeenCalledOnce();
  expect(all).toHaveBeenCalledOnce();
});

it("leaves text fields their letters", () => {
  const approve = bind("A");
  const field = document.body.appendChild(document.createElement("input"));
  press("a", {}, field);
  expect(approve).not.toHaveBeenCalled();
});

it("never repeats a key that writes while it is held down", () => {
  const approve = bind("A", { writes: true });
  const move = bind("J");
  press("a", { repeat: true });
  press("j", { repeat: true });
  expect(approve).not.toHaveBeenCalled();
  expect(move).toHaveBeenCalledOnce();
});

it("ignores a letter with Ctrl", () => {
  const reject = bind("R");
  press("r", { ctrlKey: true });
  expect(reject).not.toHaveBeenCalled();
});

it("goes by two keys in a row", () => {
  const inbox = bind("G I");
  press("i");
  press("g");
  press("i");
  expect(inbox).toHaveBeenCalledOnce();
});

it("wants Alt for single keys once they are switched off", () => {
  const approve = bind("A");
  keys.setSingle(false);
  press("a");
  expect(approve).not.toHaveBeenCalled();
  press("a", { altKey: true });
  expect(approve).toHaveBeenCalledOnce();
});

it("is silent while a dialog has the floor", () => {
  const approve = bind("A");
  const resume = keys.pause();
  press("a");
  resume();
  expect(approve).not.toHaveBeenCalled();
});

it("leaves Enter to a button, but not to a tab that is chosen already", () => {
  const open = bind("Enter");
  const button = document.body.appendChild(document.createElement("button"));
  press("Enter", {}, button);
  button.setAttribute("role", "tab");
  press("Enter", {}, button);
  expect(open).not.toHaveBeenCalled();
  button.setAttribute("aria-selected", "true");
  press("Enter", {}, button);
  expect(open).toHaveBeenCalledOnce();
});

it("knows which keys write here and now", () => {
  bind("A", { writes: true });
  bind("R", { writes: true, when: () => false });
  bind("J");
  const writes = (key: string) => keys.writes(new KeyboardEvent("keydown", { key }));
  expect(["a", "r", "j", "q"].map(writes)).toEqual([true, false, false, false]);
  const resume = keys.pause();
  expect(writes("a")).toBe(false);
  resume();
});

it("stops listening", () => {
  const approve = bind("A");
  stop();
  press("a");
  expect(approve).not.toHaveBeenCalled();
});
