import { expect, test } from "vitest";
import type { Miss, Route } from "$lib/route.svelte";
import { inBox } from "./in-box";
import type { Scan } from "./scans.svelte";

const known = { title: "LoRa kit", tag: "ML-0718" } as Scan["asset"];
const scan = (by: Scan["by"], text: string, asset = known): Scan =>
  ({ visit: 1, at: new Date(0), id: 718, by, text, asset }) as Scan;
const box = (at: Route, latest?: Scan) => {
  const found = inBox(at, () => latest);
  return found && [found.text, found.note, found.missed];
};
const card: Route = { room: "scan", id: 718 };
const missed = (miss: Miss) => box({ room: "scan", miss });

test("it shows what was scanned, and how that was found", () => {
  expect(box(card, scan("tag", "]C1ml-0718"))).toEqual(["ML-0718", "asset tag, 1 match", false]);
  expect(box(card, scan("serial", "SN-9"))).toEqual(["SN-9", "serial number, 1 match", false]);
  const address = scan("address", "https://inventario.lab.example/hardware/718");
  expect(box(card, address)).toEqual(["ML-0718", "label address, 1 match", false]);
});

test("before the card is read a tag stands as it was scanned, and no address does", () => {
  const unread = { ...scan("tag", "ML-0718"), asset: undefined };
  expect(box(card, unread)?.[0]).toBe("ML-0718");
  expect(box(card, { ...unread, by: "address", text: "https://x/hardware/1" })?.[0]).toBe("");
});

test("what was found otherwise, or elsewhere, says nothing", () => {
  expect(box(card)).toBeUndefined();
  expect(box({ room: "today" }, scan("tag", "ML-0718"))).toBeUndefined();
  expect(missed({ kind: "other_server", host: "snipe.other.example" })).toBeUndefined();
});

test("what was not found says so", () => {
  const code = "ML'0412";
  expect(missed({ kind: "nothing", code, ask: false })).toEqual([code, "no match", true]);
  expect(missed({ kind: "asking", code })).toEqual([code, "asking Snipe-IT", false]);
  const scanned = { text: code, us: null };
  expect(missed({ kind: "unasked", code, scanned, why: undefined })?.[1]).toBe("not asked");
  expect(missed({ kind: "several", code, by: "serial", rows: [] })?.[1]).toBe("0 matches");
});
