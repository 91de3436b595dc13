import type { Today } from "$lib/bindings";
import { keep } from "$lib/remember.svelte";
import { go } from "$lib/route.svelte";
import { across, allRows, inHand, step, type GroupName, type Row, type Spot } from "./groups";

const wanted = () => keep<GroupName | undefined>("today-wanted", undefined);

/** Shows Today with the first row of a group in hand. */
export function goToGroup(group: GroupName): void {
  wanted().value = group;
  go({ room: "today" });
}

/** Which row is in hand. It stays so while others come and go, and while its room is left. */
export class Selection {
  readonly #today: () => Today | undefined;
  readonly #spot = keep<Spot | undefined>("today-spot", undefined);
  readonly #wanted = wanted();
  readonly rows: Row[] = $derived.by(() => {
    const today = this.#today();
    return today ? allRows(today) : [];
  });

  constructor(today: () => Today | undefined) {
    this.#today = today;
  }

  /** Whether a group was asked for from elsewhere, and is there by now. */
  get isAwaited(): boolean {
    return this.#wanted.value !== undefined && this.#today() !== undefined;
  }

  /** The row in hand. */
  get row(): Row | undefined {
    return inHand(this.rows, this.#spot.value);
  }

  select(row: Row | undefined): void {
    if (!row) return;
    const at = this.rows.findIndex(({ id, group }) => id === row.id && group === row.group);
    const { id, group } = row;
    const now = this.#spot.value;
    if (now?.id !== id || now.group !== group || now.at !== at)
      this.#spot.value = { id, group, at };
  }

  step(by: number): void {
    this.select(step(this.rows, this.row, by));
  }

  across(by: 1 | -1): void {
    this.select(across(this.rows, this.row, by));
  }

  /** Takes the first row of a group in hand, if it has one. */
  enter(group: GroupName): void {
    this.select(this.rows.find((row) => row.group === group));
  }

  /** Remembers the row in hand and its place, and goes to the group that was asked for. */
  follow(): void {
    if (this.isAwaited && this.#wanted.value) {
      this.enter(this.#wanted.value);
      this.#wanted.value = undefined;
    } else if (this.#spot.value) {
      this.select(this.row);
    }
  }
}
