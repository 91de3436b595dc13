import { describe, expect, test } from "vitest";
import type { Health } from "$lib/bindings";
import { parts } from "./strip";

const now = new Date(2026, 10, 21, 10, 46, 40);
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000).toISOString();

const live: Health = {
  state: "live",
  since: at(-3600),
  feed_at: at(-12),
  next_poll_at: at(3),
  poll_seconds: 15,
  paused: false,
  activity: 48219,
  reads_activity: true,
  budget: { limit: 120, remaining: 86 },
  budget_refills_at: at(24),
  last_error: { at: at(-6250), problem: { kind: "timed_out" }, recovered: true },
  queue: 0,
  mirror: { assets: 1284, at: at(-100), next_at: at(800), first_pass: null, troubled: 0 },
  host: "lab.example",
  retry_at: null,
  server_offset: null,
};

const part = (id: string, health: Partial<Health> = {}) => {
  const found = parts({ ...live, ...health }, now).find((each) => each.id === id);
  return [found?.value, found?.note];
};

describe("the health strip", () => {
  test("says of each part how it stands and what comes next", () => {
    expect(part("feed")).toEqual(["Live, 12 s old", "Next poll in 3 s, every 15 s"]);
    expect(part("cursor")).toEqual(["#48219", "Read up to here without a gap"]);
    expect(part("budget")).toEqual(["86 of 120 left", "Refills in 24 s. Polling uses 4 a minute."]);
    expect(part("mirror")).toEqual(["1\u202f284 assets", "Read 10:45, next at 11:00"]);
    expect(part("error")).toEqual(["09:02", "timeout, recovered"]);
  });

  test("names no countdown that is over or not known", () => {
    expect(part("feed", { next_poll_at: at(-1) })[1]).toBe("Polling, every 15 s");
    expect(part("budget", { budget_refills_at: null })[1]).toBe("Polling uses 4 a minute.");
    expect(part("budget", { budget: null })[0]).toBe("Not told yet");
  });

  test("says that reading rests, and when nothing worse is the matter", () => {
    expect(part("feed", { paused: true })).toEqual(["Paused", "Nothing is read until you go on"]);
    expect(part("feed", { paused: true, state: "offline" })[0]).toBe("Offline");
  });

  test("counts down to the next attempt while Snipe-IT does not answer", () => {
    const away = { state: "offline", retry_at: at(38) } as const;
    expect(part("feed", away)).toEqual(["Offline", "Next attempt in 38 s"]);
  });

  test("says what notices loans where the log cannot be read", () => {
    expect(part("cursor", { reads_activity: false, activity: null })).toEqual([
      "Not readable",
      "Compared every minute instead",
    ]);
  });

  test("claims no gapless reading after a restore", () => {
    expect(part("cursor", { state: "restored" })[1]).toBe("Began anew after the restore");
  });

  test("marks an error that lasts", () => {
    const error = { at: at(-60), problem: { kind: "timed_out" }, recovered: false } as const;
    const found = parts({ ...live, last_error: error }, now).find(({ id }) => id === "error");
    expect(found).toMatchObject({ value: "10:45", note: "timeout", look: { hue: "red" } });
    expect(part("error", { last_error: null })[0]).toBe("None");
  });
});
