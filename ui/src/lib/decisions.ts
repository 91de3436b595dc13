import Check from "@lucide/svelte/icons/check";
import CircleAlert from "@lucide/svelte/icons/circle-alert";
import type { Approval, Decided, DecisionOutcome, HandOver, OperationId, UnitId } from "./bindings";
import { desk, deskError, sentence } from "./desk";
import { health } from "./health.svelte";
import { m } from "./messages";
import { cannotApproveText, cannotHandOverText, notPossibleText } from "./sentences";
import { toasts } from "./toasts.svelte";
import { underWayText, waitsFor } from "./waiting";

/** What a decision is called, and how it comes about. */
type Told = {
  title: (count: number) => string;
  failed: (count: number) => string;
  goes: "sent" | "committed" | "at_once";
  /** Who would get it, for the reasons that name them. */
  borrower?: string;
};

/** Approves units and tells what became of it. `lines` is what the toast counts. */
export function approve(approvals: Approval[], lines = approvals.length): Promise<Decided[]> {
  return decide(() => desk.approve(approvals), lines, {
    title: (count) => m.decided_approved({ count }),
    failed: (count) => m.not_decided({ count }),
    goes: "sent",
  });
}

/** Rejects units with a reason. */
export function reject(units: UnitId[], reason: string, lines = units.length): Promise<Decided[]> {
  return decide(() => desk.reject(units, reason), lines, {
    title: (count) => m.decided_rejected({ count }),
    failed: (count) => m.not_decided({ count }),
    goes: "committed",
  });
}

/** Cancels units for their requester. */
export function cancel(units: UnitId[], reason: string, lines = units.length): Promise<Decided[]> {
  return decide(() => desk.cancel(units, reason), lines, {
    title: (count) => m.decided_cancelled({ count }),
    failed: (count) => m.not_decided({ count }),
    goes: "committed",
  });
}

/** Gives reservations up. */
export function release(units: UnitId[], lines = units.length): Promise<Decided[]> {
  return decide(() => desk.release(units), lines, {
    title: (count) => m.decided_released({ count }),
    failed: (count) => m.not_decided({ count }),
    goes: "sent",
  });
}

/** Hands units over to a borrower: at once, or as soon as Snipe-IT is reachable. */
export function handOver(loans: HandOver[], borrower: string): Promise<Decided[]> {
  return decide(() => desk.handOver(loans), loans.length, {
    title: (count) => m.decided_handed_over({ count }),
    failed: (count) => m.not_handed_over({ count }),
    goes: "at_once",
    borrower,
  });
}

/** Takes units back: at once, or as soon as Snipe-IT is reachable. */
export function takeBack(units: UnitId[]): Promise<Decided[]> {
  return decide(() => desk.takeBack(units), units.length, {
    title: (count) => m.decided_taken_back({ count }),
    failed: (count) => m.not_taken_back({ count }),
    goes: "at_once",
  });
}

/** Puts Available back on returned assets. */
export function restoreLabels(units: UnitId[]): Promise<Decided[]> {
  return decide(() => desk.restoreLabels(units), units.length, {
    title: (count) => m.decided_restored({ count }),
    failed: (count) => m.not_decided({ count }),
    goes: "sent",
  });
}

/** Takes decisions back of which nothing was sent. */
export async function withdraw(operations: OperationId[]): Promise<void> {
  try {
    await desk.withdraw(operations);
  } catch (thrown) {
    complain(m.withdraw_failed(), sentence(deskError(thrown)));
  }
}

/** Reads the assets of decisions whose answers were lost. */
export async function checkNow(operations: OperationId[]): Promise<void> {
  try {
    await Promise.all(operations.map((id) => desk.checkOperation(id)));
  } catch (thrown) {
    complain(m.check_failed(), sentence(deskError(thrown)));
  }
}

/** Says what went wrong and stays until read. */
export function complain(title: string, body: string): void {
  toasts.show({ icon: CircleAlert, title, body, hue: "red", sticky: true });
}

async function decide(
  send: () => Promise<Decided[]>,
  lines: number,
  told: Told,
): Promise<Decided[]> {
  try {
    const decided = await send();
    tellStored(decided, lines, told);
    tellRefused(decided, told);
    return decided;
  } catch (thrown) {
    complain(told.failed(lines), sentence(deskError(thrown)));
    return [];
  }
}

/** What is sent at once shows itself where it stands; a toast would come too late to undo it. */
function tellStored(decided: Decided[], lines: number, told: Told): void {
  const stored = decided.flatMap(({ outcome }) => (outcome.kind === "stored" ? [outcome] : []));
  const waits = told.goes === "committed" ? undefined : waitsFor(health.now);
  if (stored.length === 0 || (told.goes === "at_once" && !waits)) return;
  const until = new Date(Math.max(...stored.map(({ due_at }) => Date.parse(due_at))));
  const shown = toasts.show({
    icon: Check,
    title: told.title(Math.min(lines, stored.length)),
    body: waits ?? ((seconds) => countdown(told, seconds)),
    ...(waits ? {} : { until }),
    action: {
      label: m.undo(),
      key: "Z",
      run: () => {
        toasts.dismiss(shown);
        void withdraw(stored.map(({ operation }) => operation));
      },
    },
  });
}

const countdown = ({ goes }: Told, seconds: number): string =>
  goes === "committed" ? m.committing_in({ seconds }) : m.sending_in({ seconds });

function tellRefused(decided: Decided[], told: Told): void {
  const reasons = decided.flatMap(({ outcome }) => reasonOf(outcome, told) ?? []);
  if (reasons.length === 0) return;
  complain(told.failed(reasons.length), [...new Set(reasons)].join(" "));
}

function reasonOf(outcome: DecisionOutcome, { borrower }: Told): string | undefined {
  switch (outcome.kind) {
    case "stored":
      return undefined;
    case "cannot_approve":
      return cannotApproveText(outcome.reason);
    case "cannot_hand_over":
      return cannotHandOverText(outcome.reason, borrower ?? "");
    case "not_possible":
      return notPossibleText(outcome.state);
    case "under_way":
      return underWayText(outcome.operation, outcome.phase);
  }
}
