import { describe, expect, test } from "vitest";
import type { ActivityEffect, ActivityView, Disagreement, Ignored, UnitState } from "$lib/bindings";
import { effectText, equipmentText, outageText, rowName, whoText } from "./words";

const row: ActivityView = {
  id: 48213,
  at: "2026-11-21T10:42:00Z",
  movement: "check_out",
  asset: { id: 221, tag: "ML-0221", title: "Multímetro Fluke 117", location: null },
  item: "Multímetro Fluke 117",
  target: "Mariana Simões",
  by: "R. Silva",
  effect: { kind: "moved", to: "checked_out" },
  line: { requisition: "r1", number: 1031, line: 1, project: "LoRa", requester: "Mariana Simões" },
  discrepancy: null,
};

/** By type, so that a new reason asks for its words here, too. */
const IGNORED: Record<Ignored, string> = {
  below_fence: "older than the reservation",
  already_out: "checked out already",
  not_out: "not checked out here",
  over: "over already",
  no_unit: "not in any requisition",
  only_wanted: "went to somebody else",
  not_an_asset: "not an asset, or one that was purged",
  known: "open or settled already",
};

const told = (effect: ActivityEffect, line = row.line) => {
  const { word, detail } = effectText({ ...row, effect, line });
  return `${word} ${detail}`;
};

describe("what a row did", () => {
  test("is told with its line where it moved something", () => {
    expect(told(row.effect)).toBe("Applied R-1031 line 1, now checked out");
    expect(told({ kind: "moved", to: "returned" }, null)).toBe("Applied now returned");
  });

  test("names every state it can move to", () => {
    const states: Record<UnitState, 0> = {
      pending: 0,
      reserved: 0,
      checked_out: 0,
      returned: 0,
      rejected: 0,
      cancelled: 0,
      released: 0,
      expired: 0,
    };
    const texts = Object.keys(states).map((to) => told({ kind: "moved", to: to as UnitState }));
    expect(new Set(texts).size).toBe(8);
  });

  test("says why nothing moved, whatever the reason", () => {
    for (const [why, words] of Object.entries(IGNORED)) {
      const effect: ActivityEffect = { kind: "ignored", why: why as Ignored };
      expect(told(effect, null)).toBe(`Ignored ${words}`);
      expect(told(effect)).toBe(`Ignored R-1031 line 1, ${words}`);
    }
  });

  test("names the discrepancy it raised", () => {
    const about: Disagreement = "outside_project";
    expect(told({ kind: "raised", about })).toBe(
      "Raised discrepancy R-1031 line 1, outside the project",
    );
  });

  test("shows what was wrong with a row that could not be read", () => {
    expect(told({ kind: "unreadable", problem: "item: expected an object" })).toBe(
      "Unreadable kept as it came: item: expected an object",
    );
  });
});

test("who it went to or came from is told, else who did it", () => {
  expect(whoText(row)).toBe("to Mariana Simões");
  expect(whoText({ ...row, movement: "check_in" })).toBe("from Mariana Simões");
  expect(whoText({ ...row, target: null })).toBe("by R. Silva");
  expect(whoText({ ...row, target: null, by: null })).toBe("not told");
});

test("an item that the mirror does not know keeps Snipe-IT's name", () => {
  expect(equipmentText({ ...row, asset: null, item: "Office licence" })).toBe("Office licence");
  expect(equipmentText({ ...row, asset: null, item: "" })).toBe("not named");
});

test("a row can be heard as a whole", () => {
  expect(rowName(row)).toBe(
    "Activity 48213, check-out, ML-0221 Multímetro Fluke 117, Applied: R-1031 line 1, now checked out",
  );
});

describe("an outage", () => {
  const began = new Date(2026, 10, 21, 9, 0, 31).toISOString();
  const ended = new Date(2026, 10, 21, 9, 2, 31).toISOString();
  const outage = {
    began_at: began,
    ended_at: ended,
    problem: { kind: "timed_out" },
    cursor: 48176,
  } as const;

  test("says how long it was and from where reading went on", () => {
    expect(outageText(outage)).toBe(
      "Snipe-IT did not answer for 2 min (timeout). Reading went on at 09:02:31 from #48176, nothing missed.",
    );
  });

  test("that goes on promises nothing yet", () => {
    const text = outageText({ ...outage, ended_at: null });
    expect(text).toMatch(/^Snipe-IT has not answered since 09:00 \(timeout\)\. .*from #48176/);
    expect(text).not.toContain("missed");
  });

  test("does not say that nothing was missed where the log cannot be read", () => {
    expect(outageText({ ...outage, cursor: null })).not.toContain("missed");
  });
});
