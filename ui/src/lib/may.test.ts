import { beforeEach, expect, test, vi } from "vitest";
import type { Right, Rights } from "./bindings";
import { EVERY_RIGHT } from "../dev/samples/rights";
import { operation, unit } from "../requisitions/samples";
import { barredBy, unitSteps } from "../requisitions/unit-steps";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => ({ listen: async () => () => undefined }));

const { may } = await import("./may.svelte");
const { keys } = await import("./keys.svelte");

const now = Date.parse("2026-10-14T10:31:00Z");
const reserved = unit({ state: "reserved", standing: "reserved" });
const out = unit({ state: "checked_out", standing: "checked_out" });
const onSheet = (key: string) => keys.sheet("work").some((row) => row.key === key);

async function told(rights: Partial<Record<keyof Rights, Right>> | null): Promise<void> {
  invoke.mockResolvedValue(rights && { ...EVERY_RIGHT, ...rights });
  await may.read();
}

beforeEach(() => told(null));

test("while nobody knows, or cannot be asked, everything is offered", async () => {
  for (const known of [null, { check_out: "unknown" as const }]) {
    await told(known);
    expect(unitSteps(reserved, now)[0]).toBe("hand_over");
  }
  await told({ check_out: "missing" });
  invoke.mockRejectedValue({ code: "no_workspace" });
  await may.read();
  expect(may.take("hand_over"), "what cannot be read is not known").toBe(true);
});

test("without the right to check out nothing hands over, on no list and on no key", async () => {
  await told({ check_out: "missing" });
  expect(unitSteps(reserved, now), "releasing is not what comes next").toEqual(["page", "release"]);
  expect(unitSteps(out, now)[0]).toBe("take_back");
  expect([onSheet("H"), onSheet("M"), onSheet("T")]).toEqual([false, false, true]);
  expect(barredBy(reserved)).toBe("check_out");
  expect(barredBy(out)).toBeUndefined();
});

test("without the right to check in nothing is taken back", async () => {
  await told({ check_in: "missing" });
  expect(unitSteps(out, now)).toEqual(["page"]);
  expect([onSheet("T"), onSheet("H")]).toEqual([false, true]);
  expect(barredBy(out)).toBe("check_in");
});

test("without the right to change labels nothing is reserved or released", async () => {
  await told({ change_labels: "missing" });
  expect(may.take("approve")).toBe(false);
  expect(unitSteps(reserved, now)).toEqual(["hand_over", "lend_to_another", "page"]);
  expect([onSheet("A"), onSheet("Shift+A"), onSheet("L"), onSheet("R")]).toEqual([
    false,
    false,
    false,
    true,
  ]);
  expect(barredBy(unit({ state: "pending", standing: "pending" }))).toBe("change_labels");
});

test("what was decided already can be withdrawn and looked at whatever the token may do", async () => {
  await told({ change_labels: "missing", check_out: "missing", check_in: "missing" });
  const waiting = unit({ operation: operation({ phase: "waiting" }) });
  const lost = unit({ operation: operation({ phase: "in_doubt" }) });
  expect(unitSteps(waiting, now)).toEqual(["withdraw"]);
  expect(unitSteps(lost, now)).toEqual(["check"]);
  expect(barredBy(lost)).toBeUndefined();
});

test("an answer that would write what may not be written is not offered; one that writes nothing is", async () => {
  await told({ check_in: "missing" });
  const offered = (answer: "take_back" | "lend_again" | "keep", writes: number) =>
    may.answer({ answer, writes, other: null }, undefined);
  expect(offered("take_back", 1)).toBe(false);
  expect(offered("lend_again", 1)).toBe(true);
  expect(offered("keep", 0)).toBe(true);
  expect(may.answer({ answer: "send_again", writes: 1, other: null }, "take_back")).toBe(false);
});
