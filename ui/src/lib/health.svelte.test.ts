import { beforeEach, expect, test, vi } from "vitest";
import type { Health } from "./bindings";
import { health } from "./health.svelte";

type Told = (event: { payload: Health }) => void;

const core = vi.hoisted(() => ({ health: vi.fn(), listen: vi.fn() }));
vi.mock("@tauri-apps/api/core", () => ({ invoke: core.health }));
vi.mock("@tauri-apps/api/event", () => ({
  listen: (_name: string, tell: Told) => core.listen(tell),
}));

const withAssets = (assets: number) => ({ mirror: { assets } }) as Health;
const shown = () => health.now?.mirror.assets;

beforeEach(() => {
  vi.resetAllMocks();
  core.listen.mockResolvedValue(() => undefined);
  health.now = undefined;
});

test("what changed between two watches is shown by the second", async () => {
  core.health.mockResolvedValue(withAssets(0));
  health.start()();
  await vi.waitFor(() => expect(shown()).toBe(0));

  core.health.mockResolvedValue(withAssets(3));
  health.start();
  await vi.waitFor(() => expect(shown()).toBe(3));
});

test("the core is asked only when nothing it reports can be missed", async () => {
  let ready: (stop: () => void) => void = () => undefined;
  core.listen.mockReturnValue(new Promise((resolve) => (ready = resolve)));
  core.health.mockResolvedValue(withAssets(3));
  health.start();
  await Promise.resolve();
  expect(core.health).not.toHaveBeenCalled();

  ready(() => undefined);
  await vi.waitFor(() => expect(shown()).toBe(3));
});

test("a report is not replaced by an answer that is older than it", async () => {
  let answer: (health: Health) => void = () => undefined;
  core.health.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  health.start();
  await vi.waitFor(() => expect(core.health).toHaveBeenCalled());
  const [tell] = core.listen.mock.calls[0] as [Told];
  tell({ payload: withAssets(3) });
  answer(withAssets(0));
  await new Promise((resolve) => setTimeout(resolve));
  expect(shown()).toBe(3);
});
