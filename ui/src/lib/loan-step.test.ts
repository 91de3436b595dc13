import { beforeEach, expect, test, vi } from "vitest";
import { today } from "../dev/samples/today";
import type { LoanRow, Right, Standing } from "./bindings";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => ({ listen: async () => () => undefined }));

const { loanNeeds, loanStep } = await import("./loan-step");
const { may } = await import("./may.svelte");
const { LOOKS } = await import("./standing");

const loan = (standing: Standing): LoanRow => ({ ...today().to_hand_over.rows[0]!, standing });
const STANDINGS = Object.keys(LOOKS) as Standing[];

/** The standings in which a loan has a next step, and which. */
const steps = () =>
  STANDINGS.flatMap((standing) => {
    const step = loanStep(loan(standing));
    return step ? [[standing, step]] : [];
  });

async function told(rights: Record<string, Right> | null): Promise<void> {
  invoke.mockResolvedValue(rights);
  await may.read();
}

beforeEach(() => told(null));

test("what is reserved is handed over, what is out is taken back, and all else has no step", () => {
  expect(steps()).toEqual([
    ["reserved", "hand_over"],
    ["checked_out", "take_back"],
    ["due_today", "take_back"],
    ["overdue", "take_back"],
  ]);
});

test("a step that the token may not take is not there, and the loan says what it needs", async () => {
  await told({ check_out: "missing" });
  expect(steps().map(([, step]) => step)).toEqual(["take_back", "take_back", "take_back"]);
  await told({ check_in: "missing" });
  expect(steps()).toEqual([["reserved", "hand_over"]]);
  const loans = [loan("reserved"), loan("in_doubt"), loan("overdue")];
  expect(loanNeeds(loans)).toEqual(["check_out", "check_in"]);
});
