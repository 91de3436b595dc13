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

it("lets no Enter write that comes so soon after a letter that a scanner may have sent it", () => {
  const at = vi.spyOn(Date, "now").mockReturnValue(1_000_000);
  const settle = bind("Enter", { writes: true });
  const button = document.body.appendChild(document.createElement("button"));
  const enter = (target: Element) => {
    const event = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true });
    return target.dispatchEvent(event);
  };
  press("7");
  at.mockReturnValue(1_000_400);
  expect(enter(button)).toBe(false);
  enter(document.body);
  expect(settle).not.toHaveBeenCalled();

  at.mockReturnValue(1_000_600);
  expect(enter(button)).toBe(true);
  enter(document.body);
  expect(settle).toHaveBeenCalledOnce();
  at.mockRestore();
});

it("stops listening", () => {
  const approve = bind("A");
  stop();
  press("a");
  expect(approve).not.toHaveBeenCalled();
});
