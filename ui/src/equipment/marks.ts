/** The assets that X marked, to be asked for or copied together. */
import type { AssetId, EquipmentRow } from "$lib/bindings";
import { copy } from "$lib/clipboard";
import { m } from "$lib/messages";
import { keep } from "$lib/remember.svelte";
import { requestAll } from "./steps";

/** What is marked; it stays while the room is left, and while the filter hides it. */
export class Marks {
  readonly #rows = keep<EquipmentRow[]>("equipment-marks", []);

  get count(): number {
    return this.#rows.value.length;
  }

  has(id: AssetId): boolean {
    return this.#rows.value.some(({ asset }) => asset.id === id);
  }

  /** Marks it, or takes its mark away. */
  toggle(row: EquipmentRow): void {
    const others = this.#rows.value.filter(({ asset }) => asset.id !== row.asset.id);
    this.#rows.value = this.has(row.asset.id) ? others : [...others, row];
  }

  /** Takes every mark away. */
  clear(): void {
    this.#rows.value = [];
  }

  /** Those that could be asked for when they were marked. */
  get free(): EquipmentRow[] {
    return this.#rows.value.filter(({ standing }) => standing.kind === "available");
  }

  /** Begins a requisition with all that is free, or adds it to the one being written. */
  request(): void {
    requestAll(this.free.map(({ asset }) => asset));
    this.clear();
  }

  /** Copies the tags, a line each. */
  copy(): Promise<void> {
    const tags = this.#rows.value.map(({ asset }) => asset.tag).join("\n");
    return copy(tags, {
      done: m.equipment_copied_marked({ count: this.count }),
      failed: m.equipment_not_copied({ tag: this.#rows.value[0]?.asset.tag ?? "" }),
    });
  }
}
