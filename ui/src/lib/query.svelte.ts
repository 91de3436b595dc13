import { untrack } from "svelte";
import type { DeskError } from "./bindings";
import { deskError, onChanged, type Read } from "./desk";

const SLOW_AFTER = 200;

/**
 * A read that stays fresh: it runs again when what it depends on changes, in the core or here.
 * Known data stays on screen meanwhile, and an answer that was overtaken is dropped.
 */
export class Query<T> {
  data = $state.raw<T>();
  error = $state.raw<DeskError>();
  /** Nothing to show after 200 ms: time for a skeleton. */
  slow = $state(false);
  #turn = 0;
  #fetch: () => Promise<T>;

  constructor(read: Read, fetch: () => Promise<T>) {
    this.#fetch = fetch;
    $effect(() => {
      const answer = fetch();
      untrack(() => void this.#settle(answer, true));
    });
    $effect(() => onChanged(read, () => void this.refresh()));
    $effect(() => () => this.#turn++);
  }

  /** Reads again now. */
  refresh(): Promise<void> {
    return this.#settle(this.#fetch(), false);
  }

  async #settle(answer: Promise<T>, inputsChanged: boolean): Promise<void> {
    const turn = ++this.#turn;
    const timer = setTimeout(() => (this.slow = this.data === undefined), SLOW_AFTER);
    try {
      const data = await answer;
      if (turn === this.#turn) this.#show(data, undefined);
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.#show(inputsChanged ? undefined : this.data, deskError(thrown));
    } finally {
      clearTimeout(timer);
    }
  }

  #show(data: T | undefined, error: DeskError | undefined): void {
    this.data = data;
    this.error = error;
    this.slow = false;
  }
}

/** Reads now and whenever it may have changed. Call while a component is set up. */
export function query<T>(read: Read, fetch: () => Promise<T>): Query<T> {
  return new Query(read, fetch);
}
