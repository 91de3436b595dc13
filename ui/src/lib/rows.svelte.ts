/** The rows of a long list that are needed now; the rest stays in the core. */
import { untrack } from "svelte";
import type { Read } from "./desk";
import { query, type Query } from "./query.svelte";

const PAGE = 100;

/** What a list command answers. */
type Part = { total: number; rows: unknown[] };

/** A window of rows around what is on screen. It moves by whole pages, so scrolling asks seldom. */
export class Rows<List extends Part> {
  #offset = $state(0);
  #limit = $state(2 * PAGE);
  #answer: Query<{ offset: number; list: List }>;

  constructor(read: Read, fetch: (offset: number, limit: number) => Promise<List>) {
    this.#answer = query(read, async () => {
      const offset = this.#offset;
      return { offset, list: await fetch(offset, this.#limit) };
    });
  }

  /** The last answer, whole. */
  get list(): List | undefined {
    return this.#answer.data?.list;
  }

  /** Whether reading failed, with nothing to show. */
  get error() {
    return this.#answer.error;
  }

  /** Whether the first answer is late. */
  get slow(): boolean {
    return this.#answer.slow;
  }

  /** How many rows there are. */
  get total(): number {
    return this.list?.total ?? 0;
  }

  /** A row, if it is at hand. */
  at = (index: number): List["rows"][number] | undefined => {
    const answer = this.#answer.data;
    return answer?.list.rows[index - answer.offset];
  };

  /** Where a row stands, if it is at hand. */
  find = (matches: (row: List["rows"][number]) => boolean): number | undefined => {
    const answer = this.#answer.data;
    const index = answer?.list.rows.findIndex(matches) ?? -1;
    return answer && index >= 0 ? answer.offset + index : undefined;
  };

  /** These rows are on screen. */
  need = (offset: number, limit: number): void => {
    untrack(() => {
      const inside = offset >= this.#offset && offset + limit <= this.#offset + this.#limit;
      if (inside) return;
      this.#offset = Math.max(0, Math.floor(offset / PAGE) - 1) * PAGE;
      this.#limit = Math.ceil(limit / PAGE + 2) * PAGE;
    });
  };
}
