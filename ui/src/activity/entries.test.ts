import { describe, expect, test } from "vitest";
import type { ActivityView, OutageView } from "$lib/bindings";
import { activity } from "../dev/samples/activity";
import { entryKey, interleave } from "./entries";

const [sample] = activity({ filter: "all", offset: 0, limit: 1 }).rows as [ActivityView];

/** Row 100 happened at 10:40, row 99 at 10:39, and so on. */
const row = (id: number): ActivityView => ({
  ...sample,
  id,
  at: new Date(Date.UTC(2026, 10, 21, 10, 40) - (100 - id) * 60_000).toISOString(),
});
const rows = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, i) => row(from - i));

const outage = (
  cursor: number | null,
  began_at = `2026-11-21T10:3${cursor ?? 0}:30Z`,
): OutageView => ({
  began_at,
  ended_at: null,
  problem: { kind: "timed_out" },
  cursor,
});

const keys = (entries: ReturnType<typeof interleave>["entries"]) =>
  entries.map((entry) => (entry.kind === "row" ? entryKey(entry) : "outage"));

describe("outages stand among the rows", () => {
  test("above the newest row that was applied before them", () => {
    const { start, entries } = interleave(rows(100, 97), 0, 4, [
      outage(98, "2026-11-21T10:38:30Z"),
    ]);
    expect(start).toBe(0);
    expect(keys(entries)).toEqual(["r100", "r99", "outage", "r98", "r97"]);
  });

  test("by their time where the log is not read", () => {
    const { entries } = interleave(rows(100, 98), 0, 3, [outage(null, "2026-11-21T10:39:30Z")]);
    expect(keys(entries)).toEqual(["r100", "outage", "r99", "r98"]);
  });

  test("first and last, too", () => {
    const two = [outage(100, "2026-11-21T10:41:00Z"), outage(50, "2026-11-21T09:00:00Z")];
    expect(keys(interleave(rows(100, 99), 0, 2, two).entries)).toEqual([
      "outage",
      "r100",
      "r99",
      "outage",
    ]);
    expect(keys(interleave([], 0, 0, two).entries)).toEqual(["outage", "outage"]);
  });

  test("and count as places of the table when only a later stretch is loaded", () => {
    const two = [outage(99, "2026-11-21T10:39:30Z"), outage(89, "2026-11-21T10:29:30Z")];
    const { start, entries } = interleave(rows(90, 88), 10, 200, two);
    expect(start).toBe(11);
    expect(keys(entries)).toEqual(["r90", "outage", "r89", "r88"]);
  });

  test("not at the end of a stretch that others follow", () => {
    const { entries } = interleave(rows(100, 99), 0, 200, [outage(50, "2026-11-21T09:00:00Z")]);
    expect(keys(entries)).toEqual(["r100", "r99"]);
  });
});

test("every place of the table is some entry, whichever stretch is loaded", () => {
  const all = rows(100, 1);
  const outages = [
    outage(100, "b"),
    outage(71, "c"),
    outage(70, "d"),
    outage(null, "2020-01-01T00:00:00Z"),
  ];
  const whole = interleave(all, 0, 100, outages);
  expect(whole.entries).toHaveLength(104);
  for (let offset = 0; offset < 100; offset += 7) {
    const { start, entries } = interleave(all.slice(offset, offset + 20), offset, 100, outages);
    expect(keys(entries)).toEqual(keys(whole.entries.slice(start, start + entries.length)));
  }
});
