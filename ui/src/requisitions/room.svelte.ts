/** The state of one requisition's page: which line has the focus, and what is done to it. */
import type { RequisitionView, UnitView } from "$lib/bindings";
import * as decisions from "$lib/decisions";
import { desk, deskError, sentence } from "$lib/desk";
import { m } from "$lib/messages";
import { go } from "$lib/route.svelte";
import { approvalsFor, isUndecided, stepOf, stopsOf, type Step, type Stop } from "./steps";

/** One requisition on screen. */
export class RequisitionRoom {
  /** Whether the timeline shows the focused line alone. */
  lineAlone = $state(false);
  /** What a reason is being asked for. */
  asking = $state.raw<Asking>();
  #key = $state<string>();
  #view: () => RequisitionView | undefined;
  #stops = $derived.by(() => stopsOf(this.#view()?.lines ?? []));
  #stop = $derived.by(() => this.#kept() ?? this.#stops.find(stepOf) ?? this.#stops[0]);

  constructor(view: () => RequisitionView | undefined) {
    this.#view = view;
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
    return this.#stop && stepOf(this.#stop);
  }

  /** Units that wait for a decision, on all lines. */
  get undecided(): UnitView[] {
    return (this.#view()?.lines ?? []).flatMap(({ units }) => units.filter(isUndecided));
  }

  /** Puts the focus there. */
  focus(stop: Stop): void {
    this.#key = stop.key;
  }

  /** Moves the focus up or down; it stays at the ends. */
  move(by: 1 | -1): void {
    const at = this.#stops.findIndex(({ key }) => key === this.#stop?.key);
    const next = this.#stops[at + by];
    if (next) this.focus(next);
  }

  /** Takes a stop's next step. */
  async take(step: Step, stop: Stop): Promise<void> {
    this.focus(stop);
    const units = stop.units.map(({ id }) => id);
    switch (step) {
      case "approve":
        await decisions.approve(approvalsFor(stop), 1);
        return this.move(1);
      case "review":
        return go({ room: "inbox", id: this.#view()?.id });
      case "withdraw":
        return decisions.withdraw(operationsOf(stop));
      case "check":
        return this.#check(stop);
      case "release":
        return void (await decisions.release(units, 1));
      case "restore_label":
        return void (await decisions.restoreLabels(units));
    }
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
    if (asked.stop && decided.length) this.move(1);
    return decided.length > 0;
  }

  #kept(): Stop | undefined {
    const line = this.#key?.split("/")[0];
    return (
      this.#stops.find(({ key }) => key === this.#key) ??
      this.#stops.find((stop) => stop.line.id === line)
    );
  }

  async #check(stop: Stop): Promise<void> {
    try {
      await Promise.all(operationsOf(stop).map((id) => desk.checkOperation(id)));
    } catch (thrown) {
      decisions.complain(m.requisition_check_failed(), sentence(deskError(thrown)));
    }
  }
}

type Asking = { decision: "reject" | "cancel"; units: string[]; stop: Stop | undefined };

function operationsOf(stop: Stop): string[] {
  return stop.units.flatMap(({ operation }) => (operation ? [operation.id] : []));
}
