import { expect, test } from "vitest";
import type { LabelChoice } from "$lib/bindings";
import { complaints, settled } from "./label-draft";

const choices: LabelChoice[] = [
  { id: 2, name: "Available", kind: "deployable", assets: 1201 },
  { id: 7, name: "Reserved", kind: "deployable", assets: 21 },
  { id: 8, name: "Checked Out", kind: "deployable", assets: null },
  { id: 9, name: "In Repair", kind: "undeployable", assets: 62 },
];

test("Available and Reserved are enough", () => {
  const draft = { available: 2, reserved: 7, checked_out: null };
  expect(settled(draft, choices)).toEqual(draft);
});

test("one label cannot mean two things", () => {
  const draft = { available: 2, reserved: 2, checked_out: null };
  expect(complaints(draft, choices)).toEqual({ reserved: "same_as_another" });
  expect(settled(draft, choices)).toBeUndefined();
});

test("a label under which nothing can be checked out is refused", () => {
  const draft = { available: 2, reserved: 9, checked_out: null };
  expect(complaints(draft, choices)).toEqual({ reserved: "not_deployable" });
});

test("a label that is gone, and one never chosen, say so", () => {
  const draft = { available: null, reserved: 70, checked_out: null };
  expect(complaints(draft, choices)).toEqual({ available: "required", reserved: "gone" });
});
