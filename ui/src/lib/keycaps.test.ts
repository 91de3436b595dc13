import { expect, it } from "vitest";
import { keycaps } from "./keycaps";

it.each([
  ["Shift+A", "⇧ A"],
  ["G I", "G I"],
  ["Ctrl+Enter", "Ctrl ↵"],
  ["Ctrl++", "Ctrl +"],
  ["Ctrl + − 0", "Ctrl + − 0"],
  ["ArrowUp ArrowDown", "↑ ↓"],
  ["+", "+"],
  ["1–9", "1–9"],
])("%s is drawn as %s", (binding, caps) => {
  expect(keycaps(binding).join(" ")).toBe(caps);
});
