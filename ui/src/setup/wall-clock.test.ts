import { expect, test } from "vitest";
import { reread } from "./wall-clock";

test("the same wall clock in a zone one hour further east is one hour earlier", () => {
  const read = reread(new Date("2026-11-21T10:46:00Z"), "Europe/Lisbon", "Europe/Madrid");
  expect(read.toISOString()).toBe("2026-11-21T09:46:00.000Z");
});

test("each zone's own summer time counts", () => {
  const read = reread(new Date("2026-07-01T12:00:00Z"), "Europe/Lisbon", "America/Sao_Paulo");
  // 13:00 in Lisbon's summer; São Paulo is three hours behind UTC all year.
  expect(read.toISOString()).toBe("2026-07-01T16:00:00.000Z");
});

test("half-hour zones and the date line", () => {
  const read = reread(new Date("2026-11-21T23:30:00Z"), "UTC", "Asia/Kolkata");
  expect(read.toISOString()).toBe("2026-11-21T18:00:00.000Z");
});

test("near the change to summer time the offset of the right side is taken", () => {
  // 01:30 in UTC on the night when Madrid jumps from 02:00 to 03:00 at 01:00 UTC.
  const read = reread(new Date("2026-03-29T01:30:00Z"), "UTC", "Europe/Madrid");
  expect(read.toISOString()).toBe("2026-03-29T00:30:00.000Z");
});
