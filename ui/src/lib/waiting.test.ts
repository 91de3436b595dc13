import { expect, it } from "vitest";
import type { OperationKind, Phase } from "./bindings";
import { underWayText } from "./waiting";

it.each<[OperationKind, Phase, string]>([
  ["reserve", "waiting", "Will be approved: that was decided already. Undo it first."],
  ["reject", "waiting", "Will be rejected: that was decided already. Undo it first."],
  [
    "reserve",
    "sending",
    "The decision before this one is being sent to Snipe-IT. Wait for the answer.",
  ],
  ["take_back", "in_doubt", "The answer to the decision before this one was lost. Check it first."],
  ["reserve", "escalated", "There is a discrepancy about it. Resolve it first."],
])("a decision that meets %s, %s, is told: %s", (kind, phase, words) => {
  expect(underWayText(kind, phase)).toBe(words);
});
