import type { Approval, AssetId, LineView, RequisitionView, UnitId, UnitView } from "$lib/bindings";
import { approve, reject } from "$lib/decisions";
import { number } from "$lib/format";
import { may } from "$lib/may.svelte";
import { m } from "$lib/messages";
import { openUnits, planLine, toggled, type Plan } from "./plan";
import { borrowerOf, historyOf } from "../requisitions/history";
import { takeUnitStep, type PlainStep } from "../requisitions/take-step";
import { unitSteps } from "../requisitions/unit-steps";
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

  /** Who gets a unit of a line, or has it. */
  borrower(unit: UnitView, line: LineView): string {
    const { timeline, requester } = this.#view();
    return borrowerOf(unit, historyOf(unit, line, timeline), requester.name);
  }

  get current(): Plan | undefined {
    return this.plans[this.line];
  }

  /** The line in hand, while there are assets to pick for it. */
  get picking(): Plan | undefined {
    const plan = this.current;
    const offered = plan && plan.open.length > 0 && plan.line.candidates.length > 0;
    return offered && !this.obstacle ? plan : undefined;
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
    return this.#once(() => this.#approve(approvals, lines));
  }

  /** Keys that follow at once mean the next line. What was not approved is in hand again. */
  async #approve(approvals: Approval[], lines: number): Promise<void> {
    const before = this.line;
    this.#next(approvals.map(({ unit }) => unit));
    const next = this.line;
    const decided = await approve(approvals, lines);
    const stored = decided.some(({ outcome }) => outcome.kind === "stored");
    if (!stored && this.line === next) this.line = before;
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
    if (decided.length > 0) this.#next(asked.units);
    return decided.length > 0;
  }

  /** Takes a step of units that are decided about. */
  take(step: PlainStep, units: UnitView[]): void {
    if (units.length === 0) return;
    const { id, requester } = this.#view();
    const receiver = { name: requester.name, requisition: id };
    void this.#once(() => takeUnitStep(step, units, receiver));
  }

  /** To the next line somebody must decide on, besides what is being decided. */
  #next(decided: UnitId[]): void {
    const waits = (line: LineView) => openUnits(line).some(({ id }) => !decided.includes(id));
    const after = this.#view().lines.findIndex((line, i) => i > this.line && waits(line));
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

/** The line's units whose next step this is. */
export const nextFor = (step: PlainStep, line: LineView, nowMs: number): UnitView[] =>
  line.units.filter((unit) => unitSteps(unit, nowMs)[0] === step);

/** A reason that stands against the whole requisition. */
export type Obstacle = "project_pending" | "project_closed" | "requester_blocked" | "token";

function obstacle({ project, requester }: RequisitionView): Obstacle | undefined {
  if (project.state === "pending") return "project_pending";
  if (project.state !== "active") return "project_closed";
  if (requester.blocked !== null) return "requester_blocked";
  return may.take("approve") ? undefined : "token";
}
