import type { ActivityFilter, ActivityList, ActivityView } from "$lib/bindings";
import { complain } from "$lib/decisions";
import { desk, deskError, sentence } from "$lib/desk";
import { health } from "$lib/health.svelte";
import { m } from "$lib/messages";
import { keep } from "$lib/remember.svelte";
import { go } from "$lib/route.svelte";
import { Rows } from "$lib/rows.svelte";
import { entryKey, interleave, type Entry } from "./entries";

/** The Activity room: which rows are shown, with the outages between them, and which is in hand. */
export class ActivityRoom {
  readonly rows = new Rows<ActivityList>("activity", (offset, limit) =>
    desk.activity({ filter: this.filter, offset, limit }),
  );
  readonly #filter = keep<ActivityFilter>("activity-filter", "all");
  readonly #selected = keep<string | undefined>("activity-selected", undefined);

  /** An outage is no effect, so only the whole list tells of it. */
  readonly #outages = $derived(this.filter === "all" ? (this.rows.list?.outages ?? []) : []);
  readonly #stretch = $derived.by(() => {
    const rows = this.rows.list?.rows ?? [];
    const offset = this.rows.find(() => true) ?? 0;
    return interleave(rows, offset, this.rows.total, this.#outages);
  });

  get filter(): ActivityFilter {
    return this.#filter.value;
  }

  set filter(filter: ActivityFilter) {
    this.#filter.value = filter;
    this.#selected.value = undefined;
  }

  get selected(): string | undefined {
    return this.#selected.value;
  }

  get total(): number {
    return this.rows.total + this.#outages.length;
  }

  count(filter: ActivityFilter): number | undefined {
    return this.rows.list?.counts.find((each) => each.filter === filter)?.count;
  }

  at = (index: number): Entry | undefined => {
    const { start, entries } = this.#stretch;
    return entries[index - start];
  };

  find = (matches: (entry: Entry) => boolean): number | undefined => {
    const { start, entries } = this.#stretch;
    const index = entries.findIndex(matches);
    return index < 0 ? undefined : start + index;
  };

  /** Outages take places of the table, so a few rows more are asked for. */
  need = (offset: number, limit: number): void => {
    const more = this.#outages.length;
    this.rows.need(Math.max(0, offset - more), limit + more);
  };

  select = (entry: Entry): void => {
    this.#selected.value = entryKey(entry);
  };

  /** Goes to what the selected row is about. */
  openSelected = (): void => {
    const index = this.find((entry) => entryKey(entry) === this.selected);
    const entry = index === undefined ? undefined : this.at(index);
    if (entry) open(entry);
  };
}

/** Goes to the discrepancy that a row is about, else to its line. */
export function open(entry: Entry): void {
  if (entry.kind === "row") show(entry.row);
}

function show({ discrepancy, line }: ActivityView): void {
  if (discrepancy !== null) go({ room: "discrepancies", id: discrepancy });
  else if (line) go({ room: "requisition", id: line.requisition });
}

/** Lets reading rest, or go on. */
export async function pause(): Promise<void> {
  try {
    await desk.pause(!(health.now?.paused ?? false));
  } catch (thrown) {
    complain(m.activity_pause_failed(), sentence(deskError(thrown)));
  }
}
