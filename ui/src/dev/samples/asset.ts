/** The Equipment drawer's answer. */
import type { DayMark, EquipmentClaim, EquipmentRow, EquipmentView } from "$lib/bindings";
import { daysAgoAt, inDays, minutesAgo } from "./time";

const claim = (change: Partial<EquipmentClaim>): EquipmentClaim => ({
  requisition: "r1039",
  number: 1029,
  line: 1,
  project: "p1",
  project_name: "Estação meteorológica LoRa",
  requester: "Ana Silva",
  standing: "checked_out",
  from: inDays(-14),
  until: inDays(-2),
  ...change,
});

/** A drawer for a row of the list. */
export function assetView(row: EquipmentRow, demo: boolean): EquipmentView {
  const { asset, standing, wanted } = row;
  const unit = "standing" in standing ? standing.standing : undefined;
  const out = unit === "overdue" || unit === "due_today" || unit === "checked_out";
  const waits = wanted || unit === "overdue";
  return {
    asset,
    serial: "DS1ZA2241",
    model: asset.title,
    category: "Measurement",
    home: `${asset.location ?? ""}, cabinet B`,
    label: standing.kind === "not_lendable" ? standing.label : "Available",
    standing,
    holder: out ? { name: "Ana Silva", person: "person0", due: null } : null,
    read_at: minutesAgo(0.2),
    claims: [
      ...(standing.kind === "claimed"
        ? [claim({ requisition: `asset-${asset.id}`, standing: unit ?? "reserved" })]
        : []),
      ...(waits ? [wish] : []),
    ],
    days: Array.from({ length: 14 }, (_, i) => ({ day: inDays(i), mark: markAt(i, row) })),
    history,
    has_page: !demo,
  };
}

const wish = claim({
  requisition: "r1042",
  number: 1042,
  standing: "pending",
  from: inDays(5),
  until: inDays(9),
});

function markAt(i: number, { standing, wanted }: EquipmentRow): DayMark {
  const unit = "standing" in standing ? standing.standing : undefined;
  const asked = i >= 5 && i <= 9;
  if (standing.kind === "not_lendable") return "not_lendable";
  if (unit === "overdue") return i === 0 ? "overdue" : asked ? "wanted" : "unknown";
  if (unit === "checked_out") return i < 11 ? "out" : "free";
  if (unit === "reserved") return i < 7 ? "reserved" : "free";
  return wanted && asked ? "wanted" : "free";
}

const history: EquipmentView["history"] = [
  {
    at: daysAgoAt(14, 11, 20),
    what: { kind: "checked_out", to: "Ana Silva" },
    by: "R. Silva",
    activity: 47388,
    requisition: { id: "r1039", number: 1029 },
  },
  {
    at: daysAgoAt(15, 17, 2),
    what: { kind: "reserved" },
    by: "H. Duarte",
    activity: 47341,
    requisition: { id: "r1039", number: 1029 },
  },
  {
    at: daysAgoAt(26, 16, 45),
    what: { kind: "checked_in", from: "Gonçalo Araújo" },
    by: null,
    activity: 46870,
    requisition: null,
  },
];
