/** The Equipment room's answers: 1 284 assets, or as many as `?assets=100000` says. */
import type {
  EquipmentFacets,
  EquipmentFilter,
  EquipmentGroup,
  EquipmentList,
  EquipmentQuery,
  EquipmentRow,
  EquipmentStanding,
  Standing,
} from "$lib/bindings";
import { inDays, inSeconds, minutesAgo } from "./time";

type Sample = EquipmentRow & { category: number; location: number };

const CATEGORIES: [name: string, size: number][] = [
  ["Measurement", 150],
  ["Single-board", 142],
  ["Radio", 88],
  ["Power", 73],
  ["3D printing", 19],
  ["Cameras", 17],
  ["Robotics", 15],
  ["Audio", 12],
  ["Sensors", 11],
  ["Soldering", 9],
  ["Drones", 7],
  ["Optics", 5],
  ["Networking", 4],
  ["Loan laptops", 0],
];
const LOCATIONS = ["Lab 2.14", "Makerspace", "Lab 1.08"];
const NAMES = [
  "Sonda Hantek CC-65",
  "Raspberry Pi 5 8GB",
  "LoRa SX1276 kit",
  "Fonte Rigol DP832",
  "Impressora Prusa MK4",
  "Câmara OAK-D",
];

const claimed = (
  standing: Standing,
  days: number | null,
  check: string | null = null,
): EquipmentStanding => ({
  kind: "claimed",
  standing,
  until: days === null ? null : inDays(days),
  check_at: check,
});
const free: EquipmentStanding = { kind: "available" };
const scope = "Osciloscópio Rigol DS1054Z";

const PICTURED: [id: number, title: string, standing: EquipmentStanding, wanted?: boolean][] = [
  [140, "Câmara térmica FLIR C5", claimed("overdue", -6)],
  [141, "Câmara térmica FLIR C5", claimed("due_today", 0)],
  [219, "Multímetro Fluke 117", claimed("reserved", 0)],
  [220, "Multímetro Fluke 117", free],
  [221, "Multímetro Fluke 117", claimed("checked_out", 14)],
  [224, "Multímetro Fluke 117", claimed("discrepancy", null)],
  [377, "Gerador Siglent SDG1032X", claimed("discrepancy", null)],
  [409, scope, claimed("overdue", -2)],
  [410, scope, { kind: "held", due: inDays(16), standing: "checked_out" }],
  [411, scope, free],
  [412, scope, free, true],
  [413, scope, { kind: "not_lendable", label: "In repair" }],
  [530, "Analog Discovery 3", free],
  [531, "Analog Discovery 3", claimed("due_today", 0)],
  [533, "Analog Discovery 3", claimed("in_doubt", 4, inSeconds(900))],
  [535, "Analog Discovery 3", { kind: "reserved_elsewhere" }],
  [540, "Sonda Hantek CC-65", free],
  [541, "Sonda Hantek CC-65", free],
];

const wish = new URLSearchParams(window.location.search);
const size = Number(wish.get("assets") ?? 1284);
const pictured = PICTURED.map(([id, title, standing, wanted = false], i) =>
  sample(id, title, standing, wanted, 0, i % 5 === 4 ? 1 : 0),
);
const assets = [...pictured, ...Array.from({ length: size - pictured.length }, (_, i) => plain(i))];

function plain(i: number): Sample {
  const category = categoryOf(i % (1284 - PICTURED.length));
  const title = NAMES[(category + 1) % NAMES.length] ?? "";
  return sample(600 + i, title, standingAt(i), false, category, (i * 7) % LOCATIONS.length);
}

function sample(
  id: number,
  title: string,
  standing: EquipmentStanding,
  wanted: boolean,
  category: number,
  location: number,
): Sample {
  const tag = `ML-${String(id).padStart(4, "0")}`;
  const asset = { id, tag, title, location: LOCATIONS[location] ?? null };
  return { asset, standing, wanted, category, location };
}

/** Beyond the sizes there is no category. */
function categoryOf(i: number): number {
  let before = 0;
  return CATEGORIES.findIndex(([, many]) => i < (before += many));
}

function standingAt(i: number): EquipmentStanding {
  if (i === 1200) return { kind: "deleted" };
  if (i % 21 === 7) return { kind: "not_lendable", label: "In repair" };
  if (i % 60 === 11) return claimed("reserved", 3);
  if (i % 2) return { kind: "held", due: inDays((i % 40) + 1), standing: "checked_out" };
  return free;
}

const OUT: Standing[] = ["checked_out", "due_today", "overdue"];

function isIn(standing: EquipmentStanding, group: EquipmentGroup): boolean {
  const unit = "standing" in standing ? standing.standing : undefined;
  switch (group) {
    case "available":
    case "not_lendable":
      return standing.kind === group;
    case "reserved":
      return unit === "reserved" || standing.kind === "reserved_elsewhere";
    case "checked_out":
      return unit !== undefined && OUT.includes(unit);
    case "overdue":
      return unit === "overdue";
    case "gone":
      return standing.kind === "deleted" || standing.kind === "vanished";
  }
}

const isGone = ({ standing }: Sample) => isIn(standing, "gone");
const isFree = ({ standing, wanted }: Sample) => standing.kind === "available" && !wanted;

function matching(filter: EquipmentFilter): Sample[] {
  const words = filter.text.trim().toLowerCase();
  return assets.filter((each) => {
    const { group, categories, locations } = filter;
    if (group ? !isIn(each.standing, group) : isGone(each)) return false;
    if (categories.length && !categories.includes(each.category)) return false;
    if (locations.length && !locations.includes(each.location)) return false;
    if (filter.free_throughout && !isFree(each)) return false;
    return !words || `${each.asset.tag} ${each.asset.title}`.toLowerCase().includes(words);
  });
}

const dueOf = ({ standing }: Sample): string =>
  (standing.kind === "claimed" && standing.until) ||
  (standing.kind === "held" && standing.due) ||
  "9999";
const SORTS: Record<EquipmentQuery["sort"], (row: Sample) => string> = {
  tag: ({ asset }) => asset.tag,
  title: ({ asset }) => asset.title,
  standing: ({ standing }) => standing.kind,
  due: dueOf,
};

export function equipmentList(query: EquipmentQuery): EquipmentList {
  const found = matching(query.filter);
  const of = SORTS[query.sort];
  const sign = query.descending ? -1 : 1;
  found.sort((a, b) => sign * (of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : a.asset.id - b.asset.id));
  return {
    all: assets.filter((each) => !isGone(each)).length,
    matching: found.length,
    rows: found.slice(query.offset, query.offset + query.limit),
    read_at: minutesAgo(wish.get("health") === "offline" ? 14 : 0.2),
  };
}

const GROUPS: EquipmentGroup[] = [
  "available",
  "reserved",
  "checked_out",
  "overdue",
  "not_lendable",
  "gone",
];

export function equipmentFacets(filter: EquipmentFilter): EquipmentFacets {
  const count = (change: Partial<EquipmentFilter>) => matching({ ...filter, ...change }).length;
  return {
    all: count({ group: null }),
    groups: GROUPS.map((group) => ({ group, count: count({ group }) })),
    categories: CATEGORIES.map(([name], id) => ({ id, name, count: count({ categories: [id] }) })),
    locations: LOCATIONS.map((name, id) => ({ id, name, count: count({ locations: [id] }) })),
    free_throughout: count({ free_throughout: true }),
  };
}

/** The asset with this id, as the list has it. */
export const equipmentRow = (id: number): EquipmentRow | undefined =>
  assets.find(({ asset }) => asset.id === id);
