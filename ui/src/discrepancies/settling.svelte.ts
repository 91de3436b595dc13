import type { Answer, AnswerView, DiscrepancyView } from "$lib/bindings";
import { complain } from "$lib/decisions";
import { desk, deskError, sentence } from "$lib/desk";
import { may } from "$lib/may.svelte";
import { m } from "$lib/messages";

/** What a discrepancy needs from its room. */
export interface Surroundings {
  view: () => DiscrepancyView;
  /** Reads it again. */
  refresh: () => Promise<void>;
}

/** One discrepancy on the technician's desk: the answer chosen, and what became of it. */
export class Settling {
  busy = $state(false);
  /** Snipe-IT said something else when it was checked again. */
  changed = $state(false);
  /** An answer, not a place: the list may change while somebody reads it. */
  #chosen = $state<Answer>();
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Those that the token allows. */
  get answers(): AnswerView[] {
    const { answers, operation } = this.#around.view();
    return answers.filter((answer) => may.answer(answer, operation?.kind));
  }

  /** Which answer stands ready; the likeliest until a person chooses. */
  get index(): number {
    return Math.max(
      0,
      this.answers.findIndex(({ answer }) => answer === this.#chosen),
    );
  }

  get ready(): AnswerView | undefined {
    return this.answers[this.index];
  }

  choose(index: number): void {
    const { answer } = this.answers[index] ?? {};
    if (answer && !this.busy) this.#chosen = answer;
  }

  /** Settles it with the answer that stands ready. */
  async resolve(): Promise<void> {
    const { ready } = this;
    if (!ready || this.busy) return;
    this.busy = true;
    this.changed = false;
    try {
      await this.#send(ready);
    } catch (thrown) {
      complain(m.discrepancy_not_settled(), sentence(deskError(thrown)));
    } finally {
      this.busy = false;
    }
  }

  /** It stays on screen: what became of it is the answer's own record. */
  async #send({ answer }: AnswerView): Promise<void> {
    const { kind } = await desk.resolve(this.#around.view().row.id, answer);
    this.changed = kind === "changed";
    await this.#around.refresh();
  }
}

/** Looks now whether a write whose answer was lost arrived. */
export async function check({ operation }: DiscrepancyView): Promise<void> {
  if (operation?.phase !== "in_doubt") return;
  try {
    await desk.checkOperation(operation.id);
  } catch (thrown) {
    complain(m.discrepancy_check_failed(), sentence(deskError(thrown)));
  }
}

/** Opens the asset's page of Snipe-IT. */
export async function openPage({ row, has_page }: DiscrepancyView): Promise<void> {
  if (!has_page) return;
  try {
    await desk.openAssetPage(row.asset.id);
  } catch (thrown) {
    complain(m.discrepancy_page_failed(), sentence(deskError(thrown)));
  }
}
