import { expect, test } from "vitest";
import type { ListView } from "../lib/bindings";
import { listAge, listRows, listState } from "./list-words";

const NOW = new Date("2026-11-22T03:10:00Z");
const FORBIDDEN = { at: NOW.toISOString(), problem: { kind: "forbidden" } } as const;

const unread: ListView = { list: "suppliers", rows: 0, at: null, reading: null, problem: null };

test("a list being read tells how far it is, once Snipe-IT has said how long it is", () => {
  const starting = { ...unread, reading: { read: 0, total: 0 } };
  expect(listRows(starting)).toBe("0");
  expect(listAge(starting, NOW)).toBe("reading");
  expect(listRows({ ...unread, reading: { read: 50, total: 120 } })).toBe("50 of 120");
});

test("a first pass that failed is not being read", () => {
  const refused = { ...unread, reading: { read: 0, total: 0 }, problem: FORBIDDEN };
  expect(listState(refused)).toBe("troubled");
  expect(listRows(refused)).toBe("0");
  expect(listAge(refused, NOW)).toBe("not read yet");
});

test("a list that was read before keeps its age beside its trouble", () => {
  const at = "2026-11-21T03:10:00Z";
  const refused = { ...unread, rows: 7, at, problem: FORBIDDEN };
  expect(listRows(refused)).toBe("7");
  expect(listAge(refused, NOW)).toBe(listAge({ ...refused, problem: null }, NOW));
});
