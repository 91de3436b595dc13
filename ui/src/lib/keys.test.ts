import { afterEach, describe, expect, it, vi } from "vitest";
import { keys, type Scope } from "./keys.svelte";

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

describe("the sheet", () => {
  const row = (scope: Scope, key: string) => keys.sheet(scope).find((each) => each.key === key);

  it("shows the whole map, and what works here", () => {
    bind("H", { label: "Hand over to Rui", when: () => false });
    expect(row("work", "H")).toEqual({ key: "H", label: "Hand over", here: false });
    bind("H", { label: "Hand over to Ana" });
    expect(row("work", "H")).toEqual({ key: "H", label: "Hand over to Ana", here: true });
  });

  it("shows keys that belong together once, in the map's words and place", () => {
    bind("J");
    bind("ArrowDown");
    expect(row("lists", "J K")).toEqual({ key: "J K", label: "Next, previous", here: true });
    expect(row("lists", "ArrowUp ArrowDown")?.here).toBe(true);
    expect(keys.sheet("work").some(({ key }) => key === "J")).toBe(false);
  });

  it("names some of the digits as they are bound", () => {
    bind("1", { label: "Choose an answer", sheet: "1–4" });
    expect(row("work", "1–4")).toEqual({ key: "1–4", label: "Choose an answer", here: true });
    expect(row("work", "1–9")).toBeUndefined();
  });

  it("adds what a room has besides, in the language of the moment", () => {
    let words = "Pause";
    bind("Q", { label: () => words });
    bind("Ctrl+Q", { sheet: false });
    expect(row("work", "Q")?.label).toBe("Pause");
    words = "Pausar";
    expect(row("work", "Q")?.label).toBe("Pausar");
    expect(row("work", "Ctrl+Q")).toBeUndefined();
  });

  it("has every key of the map once, with a label", () => {
    const scopes = ["anywhere", "go", "lists", "work"] as const;
    const rows = scopes.flatMap((scope) => keys.sheet(scope));
    expect(rows.length).toBeGreaterThan(30);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    expect(rows.filter(({ label }) => label.trim() === "")).toEqual([]);
  });
});

it("gives way where the same key does something else, and only there", () => {
  let inHand = false;
  const line = bind("T", { when: () => inHand });
  const toast = bind("T", { yields: true });
  press("t");
  expect([line, toast].map((run) => run.mock.calls.length)).toEqual([0, 1]);
  expect(keys.takes("T")).toBe(false);
  inHand = true;
  press("t");
  expect([line, toast].map((run) => run.mock.calls.length)).toEqual([1, 1]);
  expect(keys.takes("T")).toBe(true);
});

it("stops listening", () => {
  const approve = bind("A");
  stop();
  press("a");
  expect(approve).not.toHaveBeenCalled();
});
