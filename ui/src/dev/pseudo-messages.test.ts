import { afterEach, expect, it, vi } from "vitest";

afterEach(() => {
  history.replaceState(null, "", "/");
  vi.resetModules();
});

it("lengthens what is said by a third or more, in brackets, and keeps what was filled in", async () => {
  history.replaceState(null, "", "/?pseudo");
  const { m } = await import("./pseudo-messages");
  const said = m.minutes_ago({ count: 12 });
  expect(said).toMatch(/^\[12 m.+\]$/);
  expect(said.length).toBeGreaterThanOrEqual("12 min ago".length * 1.35);
  expect(m.undo()).toBe("[Uñdö]");
});

it("changes nothing unless it is asked for", async () => {
  const { m } = await import("./pseudo-messages");
  expect(m.undo()).toBe("Undo");
});
