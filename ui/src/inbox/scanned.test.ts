import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EquipmentStanding, Scanned } from "$lib/bindings";
import { toasts } from "$lib/toasts.svelte";
import { asset, toDecide } from "../dev/samples/requisition";
import { Deciding } from "./deciding.svelte";
import { takeScan } from "./scanned";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));

let found: Scanned;
let standing: EquipmentStanding;
let model: string;

beforeEach(() => {
  [standing, model] = [{ kind: "available" }, "Raspberry Pi 5 8GB"];
  invoke.mockImplementation(async (name: string, args: { id: number }) =>
    name === "scan"
      ? found
      : { asset: asset(args.id, `ML-0${args.id}`, model, ""), model, standing },
  );
});

afterEach(() => {
  toasts.shown.forEach((shown) => toasts.dismiss(shown));
  vi.clearAllMocks();
});

/** With so many lines above the one in hand. */
function deciding(line: number): Deciding {
  const made = new Deciding(() => toDecide);
  made.line = line - 1;
  return made;
}

const scan = (on: Deciding, id: number): Promise<boolean> => {
  found = { kind: "asset", id, by: "tag" };
  return takeScan(on, { text: `ML-0${id}`, us: null });
};

const picked = (of: Deciding) => of.current?.picked.map(({ asset: { id } }) => id);
const said = () => toasts.shown.map(({ toast }) => [toast.title, toast.body]);

test("a scan picks that asset for the line in hand, and never unpicks it", async () => {
  const on = deciding(2);
  expect(await scan(on, 640)).toBe(true);
  expect(picked(on)).toEqual([633, 640]);
  await scan(on, 640);
  expect(picked(on), "the same item again").toEqual([633, 640]);
  expect(said()[0]?.[0]).toBe("ML-0640 picked for line 2");
});

test("another kind of thing is refused by name, and the picks stay", async () => {
  const on = deciding(2);
  model = "Fonte Rigol DP832";
  expect(await scan(on, 455)).toBe(true);
  expect(picked(on)).toEqual([628, 633]);
  expect(said()).toEqual([
    [
      "ML-0455 cannot be picked for line 2",
      "It is a Fonte Rigol DP832. This line asks for Raspberry Pi 5 8GB.",
    ],
  ]);
});

test("one of the kind that is not to be had says how it stands", async () => {
  standing = { kind: "not_lendable", label: "In Repair" };
  await scan(deciding(2), 622);
  expect(said()[0]?.[1]).toBe("Raspberry Pi 5 8GB: Not lendable.");
});

test("a line that names a free asset leaves the scan to others", async () => {
  const on = deciding(1);
  expect(await scan(on, 640)).toBe(false);
  expect(invoke, "nothing is looked up for it").not.toHaveBeenCalled();
});

test("an unknown code is not taken", async () => {
  const on = deciding(2);
  found = { kind: "nothing", code: "X", ask: false };
  expect(await takeScan(on, { text: "X", us: null })).toBe(false);
  expect(said()).toEqual([]);
});
