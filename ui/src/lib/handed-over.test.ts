import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RequisitionView, UnitView } from "$lib/bindings";
import { line, operation, requisition, unit } from "../requisitions/samples";
import { tellHandedOver } from "./handed-over";
import { toasts } from "./toasts.svelte";

const invoke = vi.hoisted(() => vi.fn());
const told = vi.hoisted(() => new Set<(event: { payload: unknown }) => void>());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => ({
  listen: async (_: string, heard: (event: { payload: unknown }) => void) => {
    told.add(heard);
    return () => told.delete(heard);
  },
}));

const asset = { id: 718, tag: "ML-0718", title: "LoRa SX1276 kit", location: null };
const sent = unit({
  id: "unit-4",
  state: "reserved",
  asset,
  operation: operation({ kind: "hand_over", phase: "sending" }),
});
const out = unit({ id: "unit-4", state: "checked_out", asset, due: "2026-10-28" });

let view: RequisitionView;
const becomes = (now: UnitView) => (view = requisition([line({ units: [now] })]));
const changed = () => told.forEach((heard) => heard({ payload: { topics: ["requisitions"] } }));
const reads = () => invoke.mock.calls.filter(([name]) => name === "requisition").length;

beforeEach(() => {
  told.clear();
  becomes(sent);
  invoke.mockReset();
  invoke.mockImplementation(async (name: string) => (name === "requisition" ? view : []));
});

afterEach(() => toasts.shown.forEach((shown) => toasts.dismiss(shown)));

async function handOver(): Promise<void> {
  tellHandedOver("r1042", ["unit-4"], "Rui Marques");
  await vi.waitFor(() => expect([reads(), told.size]).toEqual([1, 1]));
}

test("it is told once Snipe-IT shows it, and the opposite goes by its name", async () => {
  await handOver();
  expect(toasts.shown, "it is only on its way").toEqual([]);
  becomes(out);
  changed();
  await vi.waitFor(() => expect(toasts.shown).toHaveLength(1));
  const { title, body, action } = toasts.shown[0]!.toast;
  expect([title, body]).toEqual(["ML-0718 handed over", "to Rui Marques, until 28 Oct"]);
  expect(action).toMatchObject({ label: "Take back", key: "T" });
  action?.run();
  expect(invoke).toHaveBeenCalledWith("take_back", { units: ["unit-4"] });
  await vi.waitFor(() => expect(told.size, "nobody listens any more").toBe(0));
});

test("what was refused is not told as handed over", async () => {
  await handOver();
  becomes({ ...sent, operation: operation({ kind: "hand_over", phase: "refused" }) });
  changed();
  await vi.waitFor(() => expect(told.size).toBe(0));
  expect(toasts.shown).toEqual([]);
});
