import { expect, test } from "vitest";
import type { Health } from "$lib/bindings";
import { mirrorText, stateDetail, stateLook } from "./status";

const now = new Date("2026-11-21T10:47:00Z");

const live: Health = {
  state: "live",
  since: "2026-11-21T08:00:00Z",
  feed_at: "2026-11-21T10:46:50Z",
  activity: 48219,
  reads_activity: true,
  budget: null,
  last_error: null,
  queue: 0,
  mirror: {
    assets: 1284,
    at: "2026-11-21T10:46:00Z",
    next_at: null,
    first_pass: null,
    troubled: 0,
  },
  next_poll_at: null,
  poll_seconds: 15,
  paused: false,
  budget_refills_at: null,
  host: "lab.example",
  retry_at: null,
  server_offset: null,
};

test("a changed certificate says so, and where to compare it", () => {
  const changed: Health = {
    ...live,
    state: "refused",
    last_error: { at: live.since, problem: { kind: "changed_certificate" }, recovered: false },
  };
  expect(stateLook(changed)).toMatchObject({ word: "Certificate changed", hue: "red" });
  expect(stateDetail(changed, now)).toBe("compare it in Settings");
});

test("a certificate that was put right is the past", () => {
  const again: Health = {
    ...live,
    last_error: { at: live.since, problem: { kind: "changed_certificate" }, recovered: true },
  };
  expect(stateLook(again).word).toBe("Live");
});

test("the mirror names how many lists could not be read", () => {
  expect(mirrorText(live)).not.toContain("not read");
  const mirror = { ...live.mirror, troubled: 2 };
  expect(mirrorText({ ...live, mirror })).toMatch(/1\u202f284 assets, .*, 2 lists not read$/);
  expect(mirrorText({ ...live, mirror: { ...mirror, troubled: 1 } })).toMatch(/1 list not read$/);
});

test("reading that a person let rest is told with the age of what is shown", () => {
  const paused: Health = { ...live, paused: true };
  expect(stateLook(paused)).toMatchObject({ word: "Paused", hue: "amber" });
  expect(stateDetail(paused, now)).toMatch(/^data from \d\d:46$/);
  expect(stateLook({ ...paused, state: "refused" }).word).toBe("Token refused");
});
