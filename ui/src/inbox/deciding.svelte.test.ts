import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Decided } from "$lib/bindings";
import { toasts } from "$lib/toasts.svelte";
import { line, requisition, unit } from "../requisitions/samples";
import { Deciding } from "./deciding.svelte";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => ({ listen: async () => () => undefined }));

const alone = (position: number, change: Parameters<typeof unit>[0] = {}) =>
  line({ id: `line-${position}`, position, units: [unit({ id: `u${position}`, ...change })] });
const gone = { state: "reserved", standing: "reserved" } as const;

let answer: (decided: Decided[]) => void;

beforeEach(() => {
  toasts.shown = [];
  invoke.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
});

afterEach(() => vi.clearAllMocks());

function deciding() {
  const view = $state.raw(requisition([alone(1), alone(2, gone), alone(3), alone(4)]));
  return new Deciding(() => view);
}

const stored = (id: string): Decided => ({
  unit: id,
  outcome: { kind: "stored", operation: id, due_at: "2026-10-14T10:31:00Z" },
});

test("what comes right after an approval is about the next line to decide", async () => {
  const room = deciding();
  const approving = room.approve([room.plans[0]!]);
  expect(room.current?.line.position, "before there is an answer").toBe(3);
  answer([stored("u1")]);
  await approving;
  expect(room.current?.line.position).toBe(3);
});

test("several approved at once are all behind", async () => {
  const room = deciding();
  const approving = room.approve([room.plans[0]!, room.plans[2]!]);
  expect(room.current?.line.position).toBe(4);
  answer([stored("u1"), stored("u3")]);
  await approving;
});

test("what was not approved is in hand again, unless one went elsewhere", async () => {
  const refused: Decided = {
    unit: "u1",
    outcome: { kind: "cannot_approve", reason: { code: "period_over" } },
  };
  const room = deciding();
  const approving = room.approve([room.plans[0]!]);
  answer([refused]);
  await approving;
  expect(room.current?.line.position).toBe(1);
  const again = room.approve([room.plans[0]!]);
  room.move(1);
  answer([refused]);
  await again;
  expect(room.current?.line.position).toBe(4);
});
