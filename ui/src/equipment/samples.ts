/** Rows, facets and a drawer for tests. */
import type {
  EquipmentClaim,
  EquipmentFacets,
  EquipmentGroup,
  EquipmentRow,
  EquipmentView,
} from "$lib/bindings";

/** A free asset on its shelf. */
export function row(id: number, change: Partial<EquipmentRow> = {}): EquipmentRow {
  const asset = { id, tag: `ML-${id}`, title: "Analog Discovery 3", location: "Lab 2.14" };
  return { asset, standing: { kind: "available" }, wanted: false, ...change };
}

/** The drawer of a free asset. */
export function view(change: Partial<EquipmentView> = {}): EquipmentView {
  return {
    asset: row(409).asset,
    serial: "DS1ZA2241",
    model: null,
    category: null,
    home: "Lab 2.14",
    label: "Available",
    standing: { kind: "available" },
    holder: null,
    read_at: "2026-10-14T10:44:00Z",
    claims: [],
    days: [],
    history: [],
    has_page: true,
    ...change,
  };
}

/** A requisition that has an asset. */
export function claim(change: Partial<EquipmentClaim> = {}): EquipmentClaim {
  return {
    requisition: "r1042",
    number: 1042,
    line: 1,
    project: "p1",
    project_name: "Estação meteorológica LoRa",
    requester: "Ana Silva",
    standing: "checked_out",
    from: "2026-09-30",
    until: "2026-10-12",
    ...change,
  };
}

/** Facets in which every group has as many as told, and else none. */
export function facets(groups: Partial<Record<EquipmentGroup, number>> = {}): EquipmentFacets {
  return {
    all: 1284,
    groups: Object.entries(groups).map(([group, count]) => ({
      group: group as EquipmentGroup,
      count,
    })),
    categories: [
      { id: 1, name: "Measurement", count: 168 },
      { id: 2, name: "Drones", count: 0 },
    ],
    locations: [{ id: 7, name: "Lab 2.14", count: 402 }],
    free_throughout: 96,
  };
}
