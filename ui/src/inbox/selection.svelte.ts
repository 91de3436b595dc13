import type { Inbox, InboxRow, RequisitionId } from "$lib/bindings";
import { keep } from "$lib/remember.svelte";
import { go } from "$lib/route.svelte";

/** The inbox's two lists. */
export type Tab = "to_decide" | "waiting";

/** Which list is shown and which of its rows is in hand. */
export class Selection {
  readonly #inbox: () => Inbox | undefined;
  readonly #wanted: () => RequisitionId | undefined;
  readonly #tab = keep<Tab>("inbox-tab", "to_decide");
  #at = 0;

  constructor(inbox: () => Inbox | undefined, wanted: () => RequisitionId | undefined) {
    this.#inbox = inbox;
    this.#wanted = wanted;
  }

  get tab(): Tab {
    return this.#tab.value;
  }

  get rows(): InboxRow[] {
    return this.#inbox()?.[this.tab] ?? [];
  }

  count(tab: Tab): number | undefined {
    return this.#inbox()?.[tab].length;
  }

  /** The row asked for; once it is decided, the one that took its place. */
  get row(): InboxRow | undefined {
    return this.rows.find(({ id }) => id === this.#wanted()) ?? this.rows[this.#place()];
  }

  get index(): number {
    return this.row ? this.rows.indexOf(this.row) : -1;
  }

  show(tab: Tab): void {
    this.#tab.value = tab;
    this.#at = 0;
    go({ room: "inbox" });
  }

  select(row: InboxRow): void {
    go({ room: "inbox", id: row.id });
  }

  move(by: number): void {
    const next = this.rows[Math.max(0, Math.min(this.rows.length - 1, this.index + by))];
    if (next) this.select(next);
  }

  /** Remembers the place in the list, so that a decided row hands over to the next. */
  follow(): void {
    const at = this.rows.findIndex(({ id }) => id === this.#wanted());
    if (at >= 0) this.#at = at;
  }

  #place(): number {
    return Math.min(this.#at, this.rows.length - 1);
  }
}
