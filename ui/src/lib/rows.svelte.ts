/** The rows of a long list that are needed now; the rest stays in the core. */
import { untrack } from "svelte";
import type { DeskError } from "./bindings";
import { deskError, onChanged, type Read } from "./desk";
import { CHUNK, joined, missing, whole, type Place, type Stretch } from "./stretch";

const SLOW_AFTER = 200;

/** What a list command answers. */
type Part = { total: number; rows: unknown[] };

/** Why rows are asked for: another list is wanted, the list has changed, or more of it is. */
type Reason = "inputs" | "news" | "more";

/**
 * A stretch of rows around what is on screen. While somebody scrolls, one question is under way at
 * a time, and the next is for where they are by then: who flings past everything waits for one
 * answer, not for all that lay between.
 */
export class Rows<List extends Part> {
  /** The last answer, with all rows that are at hand. */
  #known = $state.raw<{ offset: number; list: List }>();
  /** Why reading failed; what is known stays. */
  error = $state.raw<DeskError>();
  /** Whether the first answer is late. */
  slow = $state(false);
  #fetch: (offset: number, limit: number) => Promise<List>;
  #screen: Place = { offset: 0, limit: CHUNK };
  /** Where the person scrolls: down, up, or nowhere. */
  #heading = 0;
  #turn = 0;
  #asking = false;
  /** The list has changed since it was asked for. */
  #stale = false;

  constructor(read: Read, fetch: (offset: number, limit: number) => Promise<List>) {
    this.#fetch = fetch;
    // What the question depends on is what `fetch` reads.
    $effect(() => this.#ask(whole(this.#screen), "inputs"));
    $effect(() => onChanged(read, this.#refresh));
    $effect(() => () => this.#leave());
  }

  /** The last answer, with all rows that are at hand. */
  get list(): List | undefined {
    return this.#known?.list;
  }

  /** How many rows there are. */
  get total(): number {
    return this.list?.total ?? 0;
  }

  /** A row, if it is at hand. */
  at = (index: number): List["rows"][number] | undefined => {
    const known = this.#known;
    return known?.list.rows[index - known.offset];
  };

  /** Where a row stands, if it is at hand. */
  find = (matches: (row: List["rows"][number]) => boolean): number | undefined => {
    const known = this.#known;
    const index = known?.list.rows.findIndex(matches) ?? -1;
    return known && index >= 0 ? known.offset + index : undefined;
  };

  /** These rows are on screen. */
  need = (offset: number, limit: number): void => {
    this.#heading = Math.sign(offset - this.#screen.offset);
    this.#screen = { offset, limit };
    // Whoever wants another list and its beginning asks once, not for this one's beginning too.
    queueMicrotask(() => this.#goOn());
  };

  #refresh = (): void => {
    this.#stale = true;
    this.#goOn();
  };

  /** Asks for what is missing by now, unless an answer is still to come. */
  #goOn(): void {
    if (this.#asking) return;
    const known = this.#stretch;
    const more = known && missing(known, this.#screen, this.#heading, this.total);
    if (this.#stale) this.#ask(whole(this.#screen), "news");
    else if (more) this.#ask(more, "more");
  }

  #ask(place: Place, reason: Reason): void {
    if (reason === "inputs") this.#heading = 0;
    if (reason !== "more") this.#stale = false;
    this.#asking = true;
    const answer = this.#fetch(place.offset, place.limit);
    untrack(() => void this.#settle(answer, place, reason));
  }

  async #settle(answer: Promise<List>, { offset }: Place, reason: Reason): Promise<void> {
    const turn = ++this.#turn;
    const timer = setTimeout(() => (this.slow = this.list === undefined), SLOW_AFTER);
    try {
      const list = await answer;
      if (turn === this.#turn) this.#take({ offset, list }, reason);
    } catch (thrown) {
      if (turn === this.#turn) this.#fail(thrown, reason);
    } finally {
      clearTimeout(timer);
    }
  }

  #take({ offset, list }: { offset: number; list: List }, reason: Reason): void {
    const come = { offset, rows: list.rows };
    const known = reason === "more" ? this.#stretch : undefined;
    const stretch = known ? joined(known, come, this.#screen) : come;
    this.#known = { offset: stretch.offset, list: { ...list, rows: stretch.rows } };
    this.#end(undefined);
    // An answer without rows would be asked for again and again.
    if (list.rows.length > 0 || this.#stale) this.#goOn();
  }

  #fail(thrown: unknown, reason: Reason): void {
    if (reason === "inputs") this.#known = undefined;
    this.#end(deskError(thrown));
  }

  /** What comes after the room was left is nobody's any more, and nothing is asked. */
  #leave(): void {
    this.#turn++;
    this.#asking = true;
  }

  #end(error: DeskError | undefined): void {
    this.#asking = false;
    this.error = error;
    this.slow = false;
  }

  get #stretch(): Stretch<unknown> | undefined {
    const known = this.#known;
    return known && { offset: known.offset, rows: known.list.rows };
  }
}
