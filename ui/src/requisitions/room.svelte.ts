/** The state of one requisition's page: which line has the focus, and what is done to it. */
import type { RequisitionView, UnitView } from "$lib/bindings";
import * as decisions from "$lib/decisions";
import { now } from "$lib/clock.svelte";
import { go } from "$lib/route.svelte";
import { chain } from "../chain/chain.svelte";
import { approvalsFor, stepOf, stepsOf, stopsOf, type Step, type Stop } from "./steps";
import { lendTo, takeUnitStep, type Borrower, type PlainStep } from "./take-step";
import { isUndecided } from "./unit-steps";

/** What can be done with several lines at once. */
export const MARKED_STEPS = ["approve", "hand_over", "take_back", "release"] as const;

/** A step of everything that is marked. */
export type MarkedStep = (typeof MARKED_STEPS)[number];

/** One requisition on screen. */
export class RequisitionRoom {
  /** Whether the timeline shows the focused line alone. */
  lineAlone = $state(false);
  /** What a reason is being asked for. */
  asking = $state.raw<Asking>();
  /** Whether a note is being written. */
  noting = $state(false);
  /** What goes to somebody else than the requester. */
  lending = $state.raw<Stop>();
  /** What is to be due on another day. */
  dating = $state.raw<Stop>();
  #key = $state<string>();
  /** The keys of what X marked. */
  #marks = $state.raw<string[]>([]);
  /** A second press must not decide what the first one is about to. */
  #busy = false;
  #view: () => RequisitionView | undefined;
  #hasPages: () => boolean;
  #stops = $derived.by(() => stopsOf(this.#view()?.lines ?? []));
  #stop = $derived.by(
    () => this.#kept() ?? this.#stops.find((stop) => stepOf(stop, now.ms)) ?? this.#stops[0],
  );

  /** `hasPages` says whether there is a Snipe-IT whose pages can be opened. */
  constructor(view: () => RequisitionView | undefined, hasPages: () => boolean) {
    this.#view = view;
    this.#hasPages = hasPages;
  }

  /** Everything `J` and `K` stop at. */
  get stops(): Stop[] {
    return this.#stops;
  }

  /** The one in focus. */
  get stop(): Stop | undefined {
    return this.#stop;
  }

  /** The next step of the one in focus. */
  get step(): Step | undefined {
    return this.#stop && this.stepsOf(this.#stop)[0];
  }

  /** What can be done with a stop, its next step first. */
  stepsOf(stop: Stop): Step[] {
    return stepsOf(stop, now.ms).filter((step) => step !== "page" || this.#hasPages());
  }

  /** Units that wait for a decision, on all lines. */
  get undecided(): UnitView[] {
    return (this.#view()?.lines ?? []).flatMap(({ units }) => units.filter(isUndecided));
  }

  /** What is marked, top to bottom. */
  get marked(): Stop[] {
    return this.#stops.filter((stop) => this.isMarked(stop));
  }

  /** Whether it is marked. */
  isMarked({ key }: Stop): boolean {
    return this.#marks.includes(key);
  }

  /** Marks it, or takes its mark away. */
  mark(stop: Stop): void {
    this.focus(stop);
    const others = this.#marks.filter((key) => key !== stop.key);
    this.#marks = this.isMarked(stop) ? others : [...others, stop.key];
  }

  /** Takes every mark away. */
  unmark(): void {
    this.#marks = [];
  }

  /** How many pieces of what is marked allow a step. */
  countFor(step: MarkedStep): number {
    const stops = this.#allowing(step);
    if (step === "approve") return stops.flatMap(approvalsFor).length;
    return stops.flatMap(({ units }) => units).length;
  }

  /** Takes a step of everything marked that allows it. */
  async takeMarked(step: MarkedStep): Promise<void> {
    const stops = this.#allowing(step);
    if (stops.length === 0) return;
    const stored = await (step === "approve"
      ? this.#approveAll(stops)
      : this.takeUnits(
          step,
          stops.flatMap(({ units }) => units),
        ));
    if (stored) this.unmark();
  }

  #allowing(step: MarkedStep): Stop[] {
    return this.marked.filter((stop) => this.stepsOf(stop).includes(step));
  }

  async #approveAll(stops: Stop[]): Promise<boolean> {
    return (await decisions.approve(stops.flatMap(approvalsFor), stops.length)).length > 0;
  }

  /** Puts the focus there. */
  focus(stop: Stop): void {
    this.#key = stop.key;
  }

  /** Opens the chain of evidence of what has the focus. */
  showWhy(): void {
    const [unit] = this.#stop?.units ?? [];
    const view = this.#view();
    if (unit && view) chain.ofUnit(view.id, unit.id);
  }

  /** Moves the focus up or down; it stays at the ends. */
  move(by: 1 | -1): void {
    const at = this.#stops.findIndex(({ key }) => key === this.#stop?.key);
    const next = this.#stops[at + by];
    if (next) this.focus(next);
  }

  /** Takes a step of a stop. */
  async take(step: Step, stop: Stop): Promise<void> {
    this.focus(stop);
    switch (step) {
      case "approve":
        return this.#approve(stop);
      case "review":
        return go({ room: "inbox", id: this.#view()?.id });
      case "lend_to_another":
        return void (this.lending = stop);
      case "change_due":
        return void (this.dating = stop);
      case "hand_over":
      case "take_back":
        return void ((await this.takeUnits(step, stop.units)) && this.move(1));
      default:
        return void (await this.takeUnits(step, stop.units));
    }
  }

  /** Keys that follow at once mean the next line. What was not approved has the focus again. */
  async #approve(stop: Stop): Promise<void> {
    const next = this.#after(stop);
    this.focus(next);
    const decided = await decisions.approve(approvalsFor(stop), 1);
    const stored = decided.some(({ outcome }) => outcome.kind === "stored");
    if (!stored && this.#key === next.key) this.focus(stop);
  }

  /** What to decide next after a stop; where nothing is left, the one below it. */
  #after(stop: Stop): Stop {
    const at = this.#stops.findIndex(({ key }) => key === stop.key);
    const below = this.#stops.slice(at + 1);
    const undecided = below.find(({ units }) => units.some(isUndecided));
    return undecided ?? below[0] ?? stop;
  }

  /** Takes a step of units that stand alike; whether a decision of it was stored. */
  async takeUnits(step: PlainStep, units: UnitView[]): Promise<boolean> {
    const view = this.#view();
    if (!view || this.#busy) return false;
    const receiver = { name: view.requester.name, requisition: view.id };
    this.#busy = true;
    try {
      return await takeUnitStep(step, units, receiver);
    } finally {
      this.#busy = false;
    }
  }

  /** Hands what was asked for to somebody else; whether anything was stored. */
  async lendTo(borrower: Borrower): Promise<boolean> {
    const view = this.#view();
    if (!this.lending || !view) return false;
    const stored = await lendTo(this.lending.units, borrower, view.id);
    if (stored) this.move(1);
    return stored;
  }

  /** Asks for the reason of a rejection. */
  askToReject(stop: Stop): void {
    this.focus(stop);
    const units = stop.units.filter(isUndecided).map(({ id }) => id);
    this.asking = { decision: "reject", units, stop };
  }

  /** Asks for the reason of cancelling everything that is pending. */
  askToCancel(): void {
    this.asking = {
      decision: "cancel",
      units: this.undecided.map(({ id }) => id),
      stop: undefined,
    };
  }

  /** Decides with the reason that was asked for; whether anything was stored. */
  async decide(reason: string): Promise<boolean> {
    const asked = this.asking;
    if (!asked) return false;
    const decided = await decisions[asked.decision](
      asked.units,
      reason,
      asked.stop ? 1 : undefined,
    );
    if (asked.stop && decided.length) this.focus(this.#after(asked.stop));
    return decided.length > 0;
  }

  #kept(): Stop | undefined {
    const line = this.#key?.split("/")[0];
    return (
      this.#stops.find(({ key }) => key === this.#key) ??
      this.#stops.find((stop) => stop.line.id === line)
    );
  }
}

type Asking = { decision: "reject" | "cancel"; units: string[]; stop: Stop | undefined };
