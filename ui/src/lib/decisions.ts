import Check from "@lucide/svelte/icons/check";
import CircleAlert from "@lucide/svelte/icons/circle-alert";
import type { Approval, Decided, OperationId, UnitId } from "./bindings";
import { desk, deskError, sentence } from "./desk";
import { m } from "./messages";
import { cannotApproveText, notPossibleText } from "./sentences";
import { toasts } from "./toasts.svelte";

type Told = { title: (count: number) => string; sends: boolean };

/** Approves units and tells what became of it. `lines` is what the toast counts. */
export function approve(approvals: Approval[], lines = approvals.length): Promise<Decided[]> {
  return decide(() => desk.approve(approvals), lines, {
    title: (count) => m.decided_approved({ count }),
    sends: true,
  });
}

/** Rejects units with a reason. */
export function reject(units: UnitId[], reason: string, lines = units.length): Promise<Decided[]> {
  return decide(() => desk.reject(units, reason), lines, {
    title: (count) => m.decided_rejected({ count }),
    sends: false,
  });
}

/** Cancels units for their requester. */
export function cancel(units: UnitId[], reason: string, lines = units.length): Promise<Decided[]> {
  return decide(() => desk.cancel(units, reason), lines, {
    title: (count) => m.decided_cancelled({ count }),
    sends: false,
  });
}

/** Gives reservations up. */
export function release(units: UnitId[], lines = units.length): Promise<Decided[]> {
  return decide(() => desk.release(units), lines, {
    title: (count) => m.decided_released({ count }),
    sends: true,
  });
}

/** Puts Available back on returned assets. */
export function restoreLabels(units: UnitId[]): Promise<Decided[]> {
  return decide(() => desk.restoreLabels(units), units.length, {
    title: (count) => m.decided_restored({ count }),
    sends: true,
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
    tellRefused(decided);
    return decided;
  } catch (thrown) {
    complain(m.decision_failed(), sentence(deskError(thrown)));
    return [];
  }
}

function tellStored(decided: Decided[], lines: number, told: Told): void {
  const stored = decided.flatMap(({ outcome }) => (outcome.kind === "stored" ? [outcome] : []));
  if (stored.length === 0) return;
  const until = new Date(Math.max(...stored.map(({ due_at }) => Date.parse(due_at))));
  const shown = toasts.show({
    icon: Check,
    title: told.title(Math.min(lines, stored.length)),
    body: (seconds) => (told.sends ? m.sending_in({ seconds }) : m.committing_in({ seconds })),
    until,
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

function tellRefused(decided: Decided[]): void {
  const reasons = decided.flatMap(({ outcome }) => {
    if (outcome.kind === "cannot_approve") return [cannotApproveText(outcome.reason)];
    return outcome.kind === "not_possible" ? [notPossibleText(outcome.state)] : [];
  });
  if (reasons.length === 0) return;
  complain(m.not_decided({ count: reasons.length }), [...new Set(reasons)].join(" "));
}
