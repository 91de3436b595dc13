/**
 * What the token may do. What it may not do is absent everywhere: every list of steps asks here,
 * so that button, key, line of the key sheet and row of the palette go together.
 */
import type { AnswerView, OperationKind, Right, Rights } from "./bindings";
import { desk } from "./desk";
import { m } from "./messages";

/** What Toolcrib writes at the counter, by the right that it needs. */
export type Need = "change_labels" | "check_out" | "check_in";

/** What somebody may want to do; anything without a need is always there. */
const NEEDS: Record<string, Need> = {
  approve: "change_labels",
  release: "change_labels",
  restore_label: "change_labels",
  hand_over: "check_out",
  lend_to_another: "check_out",
  take_back: "check_in",
};

/** The writes of a discrepancy's answer, which may be none. */
const ANSWERS: Partial<Record<AnswerView["answer"], Need[]>> = {
  wrong_person: ["check_in", "check_out"],
  another_asset: ["change_labels"],
  take_back: ["check_in"],
  lend_again: ["check_out"],
  put_reserved: ["change_labels"],
  put_available: ["change_labels"],
};

const OPERATIONS: Record<OperationKind, Need[]> = {
  reserve: ["change_labels"],
  release: ["change_labels"],
  expire: ["change_labels"],
  relabel: ["change_labels"],
  restore_label: ["change_labels"],
  hand_over: ["check_out"],
  take_back: ["check_in"],
  retrieve: ["check_in"],
  reject: [],
  cancel: [],
};

class May {
  /** Nothing while nobody knows: then everything is shown, and the server decides. */
  #rights = $state.raw<Rights>();

  /** Reads what is known; what cannot be read now is not known. */
  async read(): Promise<void> {
    this.#rights = (await desk.rights().catch(() => null)) ?? undefined;
  }

  get checkOut(): boolean {
    return this.#has("check_out");
  }

  get checkIn(): boolean {
    return this.#has("check_in");
  }

  get changeLabels(): boolean {
    return this.#has("change_labels");
  }

  /** Whether a missing label can be created from here. */
  get createLabels(): boolean {
    return this.#has("create_labels");
  }

  /** Whether a step can be offered. */
  take(step: string): boolean {
    const need = NEEDS[step];
    return need === undefined || this.#has(need);
  }

  /** Whether an answer can be offered; `pending` is what it may send again. */
  answer({ answer, writes }: AnswerView, pending: OperationKind | undefined): boolean {
    if (writes === 0) return true;
    const again = answer === "send_again" && pending ? OPERATIONS[pending] : [];
    return [...(ANSWERS[answer] ?? []), ...again].every((need) => this.#has(need));
  }

  /** Which of these rights is missing, the first one first. */
  missing(needs: Need[]): Need | undefined {
    return needs.find((need) => !this.#has(need));
  }

  #has(right: keyof Rights): boolean {
    const known: Right = this.#rights?.[right] ?? "unknown";
    return known !== "missing";
  }
}

/** The one place that decides what is offered. */
export const may = new May();

const WHY: Record<Need, () => string> = {
  change_labels: () => m.may_not_change_labels(),
  check_out: () => m.may_not_check_out(),
  check_in: () => m.may_not_check_in(),
};

/** Why a step is not there, and whom to ask. */
export const whyNot = (need: Need): string => WHY[need]();
