import type { AssetId, OperationId, RequisitionView } from "$lib/bindings";
import { approve, complain, reject, withdraw } from "$lib/decisions";
import { desk, deskError, sentence } from "$lib/desk";
import { number } from "$lib/format";
import { m } from "$lib/messages";
import { openUnits, planLine, toggled, type Plan } from "./plan";
import { lineTitle } from "./words";

/** What is about to be rejected. */
export interface Rejecting {
  what: string;
  commit: string;
  units: string[];
  lines: number;
}

/** One requisition on the technician's desk: the line in hand, the assets ticked, what to do. */
export class Deciding {
  line = $state(0);
  rejecting = $state.raw<Rejecting>();
  #chosen = $state.raw<Record<string, AssetId[]>>({});
  #busy = false;

  readonly #view: () => RequisitionView;
  readonly plans: Plan[] = $derived.by(() =>
    this.#view().lines.map((line) => planLine(line, this.#chosen[line.id])),
  );
  /** Why nothing of it can be approved, if so. */
  readonly obstacle = $derived.by(() => obstacle(this.#view()));
  readonly clear = $derived.by(() =>
    this.obstacle ? [] : this.plans.filter((plan) => plan.clear),
  );
  readonly undecided = $derived(this.plans.filter(({ open }) => open.length > 0));
  readonly unclear = $derived(this.undecided.filter((plan) => !this.clear.includes(plan)));

  constructor(view: () => RequisitionView) {
    this.#view = view;
    this.line = Math.max(
      0,
      this.plans.findIndex(({ open }) => open.length > 0),
    );
  }

  get current(): Plan | undefined {
    return this.plans[this.line];
  }

  move(by: number): void {
    this.line = Math.max(0, Math.min(this.plans.length - 1, this.line + by));
  }

  toggle(plan: Plan, asset: AssetId): void {
    const ids = plan.picked.map((candidate) => candidate.asset.id);
    this.#chosen = {
      ...this.#chosen,
      [plan.line.id]: toggled(ids, asset, plan.open.length),
    };
  }

  /** The number keys: the n-th candidate of the line in hand. */
  pick(nth: number): void {
    const candidate = this.current?.line.candidates[nth - 1];
    if (this.current && candidate) this.toggle(this.current, candidate.asset.id);
  }

  approve(plans: Plan[]): Promise<void> {
    const approvals = plans.flatMap((plan) => plan.approvals);
    const lines = plans.filter((plan) => plan.approvals.length > 0).length;
    if (this.obstacle || approvals.length === 0) return Promise.resolve();
    return this.#once(async () => {
      await approve(approvals, lines);
      this.#next();
    });
  }

  askToReject(plan: Plan): void {
    if (plan.open.length === 0) return;
    this.rejecting = {
      what: lineTitle(plan.line, plan.open.length),
      commit: m.inbox_reject_commit_line(),
      units: plan.open.map(({ id }) => id),
      lines: 1,
    };
  }

  askToRejectAll(): void {
    const lines = this.undecided.length;
    if (lines === 0) return;
    this.rejecting = {
      what: m.inbox_reject_what_all({ count: lines, number: number(this.#view().number) }),
      commit: m.inbox_reject_commit_lines({ count: lines }),
      units: this.undecided.flatMap(({ open }) => open.map(({ id }) => id)),
      lines,
    };
  }

  /** Whether the rejection was taken; else what was typed stays. */
  async reject(reason: string): Promise<boolean> {
    const asked = this.rejecting;
    if (!asked) return false;
    const decided = await reject(asked.units, reason, asked.lines);
    if (decided.length > 0) this.#next();
    return decided.length > 0;
  }

  withdraw(operations: OperationId[]): void {
    void this.#once(() => withdraw(operations));
  }

  check(operations: OperationId[]): void {
    if (operations.length > 0) void this.#once(() => checkNow(operations));
  }

  /** To the next line somebody must decide on. */
  #next(): void {
    const view = this.#view();
    const after = view.lines.findIndex((line, i) => i > this.line && openUnits(line).length > 0);
    if (after >= 0) this.line = after;
  }

  async #once(work: () => Promise<unknown>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await work();
    } finally {
      this.#busy = false;
    }
  }
}

/** Decisions of the line whose answer was lost. */
export const doubtful = ({ line }: Plan): OperationId[] =>
  line.units.flatMap(({ operation }) => (operation?.phase === "in_doubt" ? [operation.id] : []));

async function checkNow(operations: OperationId[]): Promise<void> {
  try {
    for (const operation of operations) await desk.checkOperation(operation);
  } catch (thrown) {
    complain(m.inbox_check_failed(), sentence(deskError(thrown)));
  }
}

/** A reason that stands against the whole requisition. */
export type Obstacle = "project_pending" | "project_closed" | "requester_blocked";

function obstacle({ project, requester }: RequisitionView): Obstacle | undefined {
  if (project.state === "pending") return "project_pending";
  if (project.state !== "active") return "project_closed";
  return requester.blocked === null ? undefined : "requester_blocked";
}
