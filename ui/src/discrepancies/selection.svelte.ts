import type { DiscrepancyId, DiscrepancyList, DiscrepancyRow } from "$lib/bindings";
import { desk } from "$lib/desk";
import { keep } from "$lib/remember.svelte";
import { go } from "$lib/route.svelte";
import { Rows } from "$lib/rows.svelte";

/** The two lists. */
export type Tab = "open" | "resolved";

type Listed = DiscrepancyList & { tab: Tab; total: number };

async function read(tab: Tab, offset: number, limit: number): Promise<Listed> {
  const list = await desk.discrepancies({ resolved: tab === "resolved", offset, limit });
  return { ...list, tab, total: list[tab] };
}

/** Which list is shown, and which discrepancy is in hand. It stays in hand when it ends. */
export class Selection {
  readonly rows = new Rows("discrepancies", (offset, limit) => read(this.tab, offset, limit));
  readonly #wanted: () => DiscrepancyId | undefined;
  readonly #tab = keep<Tab>("discrepancies-tab", "open");
  /** A row to take in hand as soon as it is loaded. */
  #awaited = $state<number>();
  /** The one in hand that nobody asked for by name. */
  #held = $state<DiscrepancyId>();
  /** Where the one in hand stood when it was last in the list. */
  #at = 0;

  constructor(wanted: () => DiscrepancyId | undefined) {
    this.#wanted = wanted;
  }

  get tab(): Tab {
    return this.#tab.value;
  }

  get total(): number {
    return this.rows.total;
  }

  /** How many a list has, once known. */
  count(tab: Tab): number | undefined {
    return this.rows.list?.[tab];
  }

  /** The one in hand: the one asked for, else the first. */
  get id(): DiscrepancyId | undefined {
    return this.#wanted() ?? this.#held ?? this.#first()?.id;
  }

  /** Where the one in hand stands in the list, if it is there. */
  get index(): number | undefined {
    const { id } = this;
    return id === undefined ? undefined : this.rows.find((row) => row.id === id);
  }

  show(tab: Tab): void {
    this.#tab.value = tab;
    this.#letGo();
  }

  select(row: DiscrepancyRow): void {
    this.#awaited = undefined;
    go({ room: "discrepancies", id: row.id });
  }

  /** Up or down the list; one that has left it hands over to the one in its place. */
  move(by: number): number | undefined {
    if (this.total === 0) return undefined;
    const gone = this.index === undefined;
    const here = this.#awaited ?? this.index ?? this.#at;
    const to = here + (gone && by > 0 ? by - 1 : by);
    return this.#to(Math.max(0, Math.min(this.total - 1, to)));
  }

  /** On to the next; after the last comes the first. */
  next(): number | undefined {
    if (this.total === 0) this.#letGo();
    const last = this.index !== undefined && this.index >= this.total - 1;
    return last ? this.#to(0) : this.move(1);
  }

  /** Takes what has been waited for, and remembers the one in hand and its place. */
  follow(): void {
    const { id, index } = this;
    this.#held = id;
    if (index !== undefined) this.#at = index;
    const found = this.#awaited === undefined ? undefined : this.rows.at(this.#awaited);
    if (found) this.select(found);
  }

  /** Until another list is read, the former one is still at hand. */
  #first(): DiscrepancyRow | undefined {
    return this.rows.list?.tab === this.tab ? this.rows.at(0) : undefined;
  }

  #letGo(): void {
    this.#at = 0;
    this.#held = undefined;
    go({ room: "discrepancies" });
  }

  #to(index: number): number {
    const row = this.rows.at(index);
    if (row) this.select(row);
    else this.#awaited = index;
    return index;
  }
}
