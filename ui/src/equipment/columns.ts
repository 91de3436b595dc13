/** The table's columns and how they sort. */
import type { EquipmentSort } from "$lib/bindings";
import type { Column } from "$lib/components/VirtualTable.svelte";
import { m } from "$lib/messages";

/** By what the table is sorted. */
export type Sort = { by: EquipmentSort; descending: boolean };

const SORTS: readonly string[] = ["tag", "title", "standing", "due"] satisfies EquipmentSort[];

/** The columns; a pill that tells its time needs more room, and a tag that can be ticked. */
export function columnsFor(stale: boolean, marking = false): Column[] {
  const tag = marking ? "minmax(92px, 0.2fr)" : "minmax(64px, 0.2fr)";
  return [
    { id: "tag", label: m.equipment_column_tag(), width: tag },
    { id: "title", label: m.equipment_column_title(), width: "minmax(120px, 1fr)" },
    {
      id: "location",
      label: m.equipment_column_location(),
      width: "minmax(110px, 0.5fr)",
      from: 700,
    },
    { id: "standing", label: m.equipment_column_standing(), width: stale ? "150px" : "132px" },
    { id: "due", label: m.equipment_column_due(), width: "80px", from: 440 },
  ].map((column) => ({ ...column, sorts: SORTS.includes(column.id) }));
}

/** The order after a press on a header: the same column turns round. */
export function sortedBy(present: Sort, column: string): Sort {
  if (!isSort(column)) return present;
  return { by: column, descending: present.by === column && !present.descending };
}

const isSort = (column: string): column is EquipmentSort => SORTS.includes(column);
