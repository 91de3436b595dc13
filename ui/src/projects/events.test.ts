import { expect, test } from "vitest";
import type { ProjectEvent, ProjectEventKind } from "$lib/bindings";
import { eventText, eventTime } from "./events";

const NOW = new Date(2026, 9, 14, 12, 0);

const event = (what: ProjectEventKind, more: Partial<ProjectEvent> = {}): ProjectEvent => ({
  at: "2026-10-12T17:00:00Z",
  what,
  actor: { kind: "technician", name: "H. Duarte" },
  by: null,
  requisition: { id: "r1", number: 1029 },
  lines: [1],
  units: 1,
  title: "Rigol DS1054Z",
  tag: "ML-0409",
  activity: null,
  note: null,
  ...more,
});
const words = (given: ProjectEvent): string => {
  const { title, detail } = eventText(given);
  return `${title} | ${detail}`;
};
const itself = { requisition: null, lines: [], units: 0, title: null, tag: null };

test("a unit's move names its asset, its line and the row it rests on", () => {
  const reserved = event({ kind: "moved", to: "reserved", who: null }, { activity: 48121 });
  expect(words(reserved)).toBe("Rigol DS1054Z reserved | ML-0409, R-1029 line 1, activity #48121");
  const out = event({ kind: "moved", to: "checked_out", who: "Ana Silva" }, { by: "R. Silva" });
  expect(words(out)).toBe(
    "Rigol DS1054Z checked out | ML-0409, R-1029 line 1, to Ana Silva, by R. Silva",
  );
});

test("several at once are counted and name their lines", () => {
  const several = { units: 3, lines: [1, 2], tag: null };
  const out: ProjectEventKind = { kind: "moved", to: "checked_out", who: null };
  expect(words(event(out, { ...several, title: null, by: "R. Silva" }))).toBe(
    "3 items checked out | R-1029 lines 1 and 2, by R. Silva",
  );
  expect(words(event(out, { ...several, title: "Raspberry Pi 5" }))).toMatch(
    /^3 × Raspberry Pi 5 checked out/,
  );
});

test("asking, approving and what went wrong are told apart", () => {
  const asked = event({ kind: "asked", requester: "Ana Silva", lines: 4 }, { lines: [] });
  expect(words(asked)).toBe("Ana Silva asked for 4 lines | in R-1029");
  const operation = (phase: "waiting" | "in_doubt" | "withdrawn") =>
    event({ kind: "operation", operation: "reserve", phase, refusal: null });
  expect(words(operation("waiting"))).toBe("Rigol DS1054Z approved | R-1029 line 1, by H. Duarte");
  expect(words(operation("in_doubt"))).toBe("Rigol DS1054Z in doubt | R-1029 line 1, answer lost");
  expect(eventText(operation("in_doubt"))).toMatchObject({ hue: "plum", solid: true });
  expect(words(operation("withdrawn"))).toMatch(/approval taken back/);
});

test("overdue says with whom it is, as long as it is with somebody", () => {
  const late = (name: string | null) => event({ kind: "overdue", with: name }, { actor: null });
  expect(words(late("Ana Silva"))).toBe("Rigol DS1054Z overdue | ML-0409, with Ana Silva");
  expect(words(late(null))).toBe("Rigol DS1054Z overdue | ML-0409");
  expect(eventText(late(null))).toMatchObject({ hue: "red", solid: true });
});

test("members join, change and leave, and the project has a life of its own", () => {
  const member = (from: "observer" | null, to: "member" | "observer" | null) =>
    words(event({ kind: "member", name: "Tiago", from, to }, itself));
  expect(member(null, "observer")).toBe("Tiago joined | as observer, added by H. Duarte");
  expect(member("observer", "member")).toBe(
    "Tiago is member now | was observer, changed by H. Duarte",
  );
  expect(member("observer", null)).toBe("Tiago left | was observer, removed by H. Duarte");
  const active = event({ kind: "state", from: "pending", to: "active" }, itself);
  expect(words(active)).toBe("Project activated | by H. Duarte");
});

test("a rule acts without a name", () => {
  const rule = { kind: "rule", rule: "hold_keeper" } as const;
  const expired = event({ kind: "moved", to: "expired", who: null }, { actor: rule });
  expect(words(expired)).toBe(
    "Rigol DS1054Z expired | ML-0409, R-1029 line 1, nobody collected it in time",
  );
});

test("times are near or far: today, this week, and a day", () => {
  const at = (day: number, hour: number) => new Date(2026, 9, day, hour, 31).toISOString();
  expect(eventTime(at(14, 10), NOW)).toBe("Today 10:31");
  expect(eventTime(at(13, 17), NOW)).toBe("Tue 17:31");
  expect(eventTime(at(5, 9), NOW)).toBe("5 Oct");
});
