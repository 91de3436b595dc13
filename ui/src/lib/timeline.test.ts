import { expect, it } from "vitest";
import type { TimelineEntry } from "./bindings";
import { timelineText } from "./timeline";

const entry = (more: Partial<TimelineEntry>): TimelineEntry => ({
  at: "2026-10-14T09:00:00Z",
  event: { kind: "asked" },
  line: null,
  tag: null,
  actor: { kind: "person", name: "Ana Silva" },
  evidence: null,
  note: null,
  ...more,
});

it("names the line, the asset, the rule and the activity a check-out rests on", () => {
  const text = timelineText(
    entry({
      event: { kind: "moved", from: "reserved", to: "checked_out" },
      line: 2,
      tag: "ML-0628",
      actor: { kind: "rule", rule: "feed" },
      evidence: { kind: "activity", id: 48217, at: "", target: "Ana Silva", by: "Rui Marques" },
    }),
  );
  expect(text.title).toBe("Checked out, line 2");
  expect(text.detail).toContain("ML-0628");
  expect(text.detail).toContain("to Ana Silva");
  expect(text.detail).toContain("activity #48217, by Rui Marques");
  expect(text.hue).toBe("ink");
});

it("gives the reason of a refusal", () => {
  const refusal = { code: "taken_meanwhile", holder: "Duarte Figueiredo" } as const;
  const text = timelineText(
    entry({ event: { kind: "operation", operation: "reserve", phase: "refused", refusal } }),
  );
  expect(text.title).toBe("Not reserved");
  expect(text.detail).toContain("Duarte Figueiredo took it meanwhile");
});

it("keeps what was said as it was typed", () => {
  const text = timelineText(entry({ note: "<img src=x onerror=alert(1)>" }));
  expect(text.detail).toContain("“<img src=x onerror=alert(1)>”");
});

it("says which rule let a reservation go, and why", () => {
  const text = timelineText(
    entry({
      event: { kind: "operation", operation: "expire", phase: "waiting", refusal: null },
      actor: { kind: "rule", rule: "hold_keeper" },
    }),
  );
  expect(text.title).toBe("Not collected in time");
  expect(text.detail).toBe("by the rule for reservations that nobody collects");
});

it("names both days when it is due on another one", () => {
  const text = timelineText(
    entry({ event: { kind: "due", from: "2026-10-12", to: "2026-10-28" } }),
  );
  expect(text.title).toBe("Due day changed");
  expect(text.detail).toContain("from Mon 12 Oct to Wed 28 Oct");
});

it("tells what a person said about a discrepancy", () => {
  const text = timelineText(
    entry({ event: { kind: "answered", about: "free_there", answer: "put_reserved" } }),
  );
  expect(text.title).toBe("Discrepancy resolved");
  expect(text.detail).toContain("still reserved: put the Reserved label back");
});

it("names who holds an asset where the asset itself told", () => {
  const evidence = {
    kind: "asset_seen",
    asset: 628,
    read_at: "2026-10-14T09:00:00Z",
    fact: "held",
    holder: "Ana Silva",
  } as const;
  const event = { kind: "moved", from: "reserved", to: "checked_out" } as const;
  expect(timelineText(entry({ event, evidence })).detail).toContain("Ana Silva holds it");
});
