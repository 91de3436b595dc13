import { expect, test } from "vitest";
import { checkZone } from "./zone-check";

const now = new Date("2026-11-21T10:47:00Z");

test("an activity of a moment ago speaks for the zone, with its age", () => {
  const check = checkZone(new Date("2026-11-21T10:46:00Z"), now);
  expect(check?.plausible).toBe(true);
  expect(check?.text).toContain("1 min ago");
});

test("an activity in the future speaks against it", () => {
  const check = checkZone(new Date("2026-11-21T11:46:00Z"), now);
  expect(check?.plausible).toBe(false);
});

test("a server's clock that is a little ahead proves nothing", () => {
  expect(checkZone(new Date("2026-11-21T10:50:00Z"), now)?.plausible).toBe(true);
});
