import type { Inbox, InboxRow, RequisitionId } from "$lib/bindings";
import { desk } from "$lib/desk";
import { query, type Query } from "$lib/query.svelte";
import { keep } from "$lib/remember.svelte";
import { go } from "$lib/route.svelte";
import { Rows } from "$lib/rows.svelte";
import { untrack } from "svelte";

/** The inbox's two lists. */
export type Tab = "to_decide" | "waiting";

type Listed = Inbox & { tab: Tab; total: number };
/** Where one stood in a list, or that it was not there. */
type Place = { tab: Tab; id: RequisitionId; at: number | null };

async function read(tab: Tab, offset: number, limit: number): Promise<Listed> {
  const query = { waiting: tab === "waiting", offset, limit, find: null };
  const inbox = await desk.inbox(query);
  return { ...inbox, tab, total: inbox[tab] };
}

async function find(tab: Tab, id: RequisitionId | undefined): Promise<Place | undefined> {
  if (id === undefined) return undefined;
  const query = { waiting: tab === "waiting", offset: 0, limit: 0, find: id };
  return { tab, id, at: (await desk.inbox(query)).found_at };
}

/**
 * Which list is shown and which of its rows is in hand. The list is longer than what the window
 * holds of it, so the core says where the one in hand stands.
 */
export class Selection {
  readonly rows = new Rows("inbox", (offset, limit) => read(this.tab, offset, limit));
  readonly #wanted: () => RequisitionId | undefined;
  readonly #tab = keep<Tab>("inbox-tab", "to_decide");
  /** The one in hand, where it was last seen. */
  readonly #seen = keep<Place | undefined>("inbox-seen", undefined);
  readonly #asked: Query<Place | undefined>;
  /** A row to take in hand as soon as it is loaded. */
  #awaited = $state<number>();
  /** The one in hand that nobody asked for by name. */
  #held = $state<RequisitionId>();

  constructor(wanted: () => RequisitionId | undefined) {
    this.#wanted = wanted;
    this.#asked = query("inbox", () => find(this.tab, this.id));
  }

  get tab(): Tab {
    return this.#tab.value;
  }

  get total(): number {
    return this.#isShown() ? this.rows.total : 0;
  }

  /** How many a list has, once known. */
  count(tab: Tab): number | undefined {
    return this.rows.list?.[tab];
  }

  /** The one in hand: the one asked for, else the first. */
  get id(): RequisitionId | undefined {
    return this.#wanted() ?? this.#held ?? this.#first()?.id;
  }

  /** Where the one in hand stands in the list, if it is there. */
  get index(): number | undefined {
    const { id } = this;
    if (id === undefined || !this.#isShown()) return undefined;
    return this.rows.find((row) => row.id === id) ?? this.#place?.at ?? undefined;
  }

  /** Whether the one in hand was last seen there, and nobody took another in hand since. */
  get kept(): boolean {
    return this.#seen.value?.id === this.id;
  }

  show(tab: Tab): void {
    this.#tab.value = tab;
    this.#letGo();
  }

  select(row: InboxRow): void {
    this.#awaited = undefined;
    go({ room: "inbox", id: row.id });
  }

  /** Up or down the list; where it now stands. */
  move(by: number): number | undefined {
    if (this.total === 0) return undefined;
    const here = this.#awaited ?? this.index ?? this.#seen.value?.at ?? 0;
    return this.#to(here + by);
  }

  /**
   * Follows the one in hand. Once it is decided and has left the list, the one that took its place
   * is in hand; says where that stands.
   */
  follow(): number | undefined {
    const { id, index } = this;
    this.#held = id;
    if (id !== undefined && index !== undefined) this.#see({ tab: this.tab, id, at: index });
    const found = this.#awaited === undefined ? undefined : this.rows.at(this.#awaited);
    if (found) this.select(found);
    return index === undefined && this.#place?.at === null ? this.#handOver() : undefined;
  }

  /** Until another list is read, the former one is still at hand. */
  #isShown(): boolean {
    return this.rows.list?.tab === this.tab;
  }

  #first(): InboxRow | undefined {
    return this.#isShown() ? this.rows.at(0) : undefined;
  }

  /** What the core said of the one in hand. */
  get #place(): Place | undefined {
    const told = this.#asked.data;
    return told?.id === this.id && told?.tab === this.tab ? told : undefined;
  }

  #see(place: Place): void {
    const { tab, id, at } = untrack(() => this.#seen.value) ?? {};
    if (tab !== place.tab || id !== place.id || at !== place.at) this.#seen.value = place;
  }

  #handOver(): number | undefined {
    const seen = untrack(() => this.#seen.value);
    const left = seen?.id === this.id && seen?.tab === this.tab;
    // One that was never in this list was asked for by name: it is to decide, or shown all the same.
    if (!left) {
      if (this.tab === "waiting") this.#tab.value = "to_decide";
      return undefined;
    }
    if (this.total > 0) return this.#to(seen.at ?? 0);
    if (this.#isShown()) this.#letGo();
    return undefined;
  }

  #letGo(): void {
    this.#seen.value = undefined;
    this.#held = undefined;
    if (this.#wanted() !== undefined) go({ room: "inbox" });
  }

  #to(index: number): number {
    const to = Math.max(0, Math.min(this.total - 1, index));
    const row = this.rows.at(to);
    if (row) this.select(row);
    else this.#awaited = to;
    return to;
  }
}
