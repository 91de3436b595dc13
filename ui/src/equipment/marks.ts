/** The assets that X marked, to be asked for or copied together. */
import type { AssetId, EquipmentRow } from "$lib/bindings";
import { copy } from "$lib/clipboard";
import { m } from "$lib/messages";
import { keep } from "$lib/remember.svelte";
import { requestAll } from "./steps";

/** What is marked; it stays while the room is left, and while the filter hides it. */
export class Marks {
  readonly #rows = keep<EquipmentRow[]>("equipment-marks", []);
  /** The same as they were read last. */
  readonly #read = keep<EquipmentRow[]>("equipment-marks-read", []);

  get count(): number {
    return this.#rows.value.length;
  }

  get ids(): AssetId[] {
    return this.#rows.value.map(({ asset }) => asset.id);
  }

  has(id: AssetId): boolean {
    return this.#rows.value.some(({ asset }) => asset.id === id);
  }

  /** Marks it, or takes its mark away. */
  toggle(row: EquipmentRow): void {
    const { id } = row.asset;
    const others = this.#rows.value.filter(({ asset }) => asset.id !== id);
    this.#read.value = this.#read.value.filter(({ asset }) => asset.id !== id);
    this.#rows.value = this.has(id) ? others : [...others, row];
  }

  /** Takes every mark away. */
  clear(): void {
    this.#rows.value = [];
  }

  /** Takes in how they stand now. */
  follow(rows: EquipmentRow[]): void {
    this.#read.value = rows;
  }

  /** Those that can be asked for. */
  get free(): EquipmentRow[] {
    const newest = this.#rows.value.map(
      (row) => this.#read.value.find(({ asset }) => asset.id === row.asset.id) ?? row,
    );
    return newest.filter(({ standing }) => standing.kind === "available");
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
