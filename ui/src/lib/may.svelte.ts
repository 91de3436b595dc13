/**
 * What the token may do. What it may not do is absent everywhere: every list of steps asks here,
 * so that button, key, line of the key sheet and row of the palette go together.
 */
import type { AnswerView, OperationKind, Right, Rights } from "./bindings";
import { desk } from "./desk";
import { m } from "./messages";

/** What Toolcrib writes at the counter, by the right that it needs. */
export type Need = "change_labels" | "check_out" | "check_in";

/**
 * The rights that a write needs. Whatever leads to it is known by the write's name, or stands in
 * `LEADS_TO`; anything else writes nothing and is always there.
 */
const NEEDS: Record<OperationKind, Need[]> = {
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

/** Steps and answers with names of their own, and what they write. */
const LEADS_TO: Partial<Record<string, OperationKind[]>> = {
  approve: ["reserve"],
  lend_to_another: ["hand_over"],
  wrong_person: ["retrieve", "hand_over"],
  another_asset: ["reserve"],
  lend_again: ["hand_over"],
  put_reserved: ["relabel"],
  put_available: ["restore_label"],
};

const isWrite = (name: string): name is OperationKind => Object.hasOwn(NEEDS, name);

/** The rights that a step or an answer needs. */
export function needsOf(name = ""): Need[] {
  const writes = LEADS_TO[name] ?? (isWrite(name) ? [name] : []);
  return writes.flatMap((write) => NEEDS[write]);
}

class May {
  /** Nothing while nobody knows: then everything is shown, and the server decides. */
  #rights = $state.raw<Rights>();

  /** Reads what is known; what cannot be read now is not known. */
  async read(): Promise<void> {
    this.#rights = (await desk.rights().catch(() => null)) ?? undefined;
  }

  /** Whether a missing label can be created from here. */
  get createLabels(): boolean {
    return this.#has("create_labels");
  }

  /** Whether a step can be offered. */
  take(step: string): boolean {
    return this.missing(needsOf(step)) === undefined;
  }

  /** Whether an answer can be offered; `pending` is what it may send again. */
  answer({ answer, writes }: AnswerView, pending: OperationKind | undefined): boolean {
    return writes === 0 || this.take((answer === "send_again" && pending) || answer);
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
