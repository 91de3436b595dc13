import { expect, test } from "vitest";
import type { LabelChoice } from "$lib/bindings";
import { complaints, settled } from "./label-draft";
import { newLabelName } from "./new-label";

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

test("a Reserved label that is not deployable blocks, by a reason of its own", () => {
  const useless: LabelChoice = { id: 4, name: "reservado", kind: "pending", assets: 3 };
  const draft = { available: 2, reserved: null, checked_out: null };
  expect(complaints(draft, [...choices.slice(0, 1), useless])).toEqual({
    reserved: "only_not_deployable",
  });
});

test("a new label never takes a name that is taken", () => {
  expect(newLabelName("reserved", "pt-PT", choices)).toBe("Reservado");
  expect(newLabelName("reserved", "en", choices)).toBe("Reserved (Toolcrib)");
});
