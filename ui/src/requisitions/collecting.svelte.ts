/**
 * Lets a combobox collect several things. By itself the box keeps the words of the last pick and
 * takes a second pick of the same thing for a change of mind.
 */
import { tick } from "svelte";

/** The picks of one combobox. */
export class Collecting {
  /** The box one types in. */
  box = $state<HTMLInputElement | null>(null);
  #round = $state(0);

  /** A key that is new after each pick, so that the same thing can be picked again. */
  key(id: string): string {
    return `${this.#round}/${id}`;
  }

  /** Empties the box after a pick. */
  async picked(): Promise<void> {
    this.#round += 1;
    await tick();
    if (this.box) this.box.value = "";
  }
}
