/** Rows of what the core found. */
import Box from "@lucide/svelte/icons/box";
import FileText from "@lucide/svelte/icons/file-text";
import FolderKanban from "@lucide/svelte/icons/folder-kanban";
import User from "@lucide/svelte/icons/user";
import type {
  EquipmentMatch,
  Found,
  Matches,
  ModelMatch,
  PersonMatch,
  ProjectMatch,
  RequisitionMatch,
} from "$lib/bindings";
import { count, number } from "$lib/format";
import { m } from "$lib/messages";
import { go } from "$lib/route.svelte";
import { LOOKS } from "$lib/standing";
import { kindIcon } from "../equipment/kind-icon";
import { pillOf, stalePill } from "../equipment/standing";
import { STATES } from "../projects/words";
import type { Group, Hit, Kind } from "./palette";
import { showEquipment } from "./palette-open";
import { equipmentStep, reviewStep } from "./palette-steps";

/** When it is, and since when what is free may not be any more. */
export type Moment = { today: Date; staleSince: string | undefined };

/** What was found, kind by kind, in the order of the screen. */
export function groupsOf(found: Found, moment: Moment): Group[] {
  const groups = [
    group("equipment", found.equipment, (match) => equipmentHit(match, moment)),
    group("models", found.models, modelHit),
    group("people", found.people, personHit),
    group("requisitions", found.requisitions, requisitionHit),
    group("projects", found.projects, projectHit),
  ];
  return groups.filter(({ hits }) => hits.length > 0);
}

function group<T>(kind: Kind, { total, more, rows }: Matches<T>, hit: (row: T) => Hit): Group {
  const words = more ? m.palette_more({ count: count(total) }) : count(total);
  return { kind, total: words, hits: rows.map(hit) };
}

function equipmentHit(match: EquipmentMatch, { today, staleSince }: Moment): Hit {
  const { asset, standing } = match.row;
  const stale = standing.kind === "available" ? staleSince : undefined;
  return {
    id: `equipment-${asset.id}`,
    kind: "equipment",
    icon: kindIcon(asset.title),
    title: asset.title,
    detail: [asset.tag, whereabouts(match)].filter(Boolean).join(" "),
    pill: stale ? stalePill(stale) : pillOf(standing, today),
    step: equipmentStep(match),
    run: () => go({ room: "scan", id: asset.id }),
  };
}

/** Who has it or gets it, else where it is kept. */
function whereabouts({ row, holder, unit }: EquipmentMatch): string {
  const promised = row.standing.kind === "claimed" ? unit?.line.requester : undefined;
  return holder ?? promised ?? row.asset.location ?? "";
}

const modelHit = ({ id, name, free, total }: ModelMatch): Hit => ({
  id: `model-${id}`,
  kind: "models",
  icon: Box,
  title: name,
  detail: "",
  note: m.palette_free({ free: count(free), total: count(total) }),
  run: () => showEquipment({ text: name }),
});

const personHit = (person: PersonMatch): Hit => ({
  id: `person-${person.id}`,
  kind: "people",
  icon: User,
  title: person.name,
  detail: person.email,
  note: personNote(person),
  run: () => go({ room: "person", id: person.id }),
});

function personNote({ blocked, on_loan, overdue }: PersonMatch): string | undefined {
  if (blocked !== null) return m.palette_blocked();
  if (overdue > 0) return m.palette_out_overdue({ count: on_loan, overdue });
  return on_loan > 0 ? m.palette_out({ count: on_loan }) : undefined;
}

function requisitionHit(match: RequisitionMatch): Hit {
  const { id, line, requester, standing } = match;
  const look = standing && LOOKS[standing];
  return {
    id: `requisition-${id}`,
    kind: "requisitions",
    icon: FileText,
    title: `${number(match.number)} ${match.project}`,
    detail: line === null ? requester : m.palette_line({ requester, line }),
    ...(look && { pill: { ...look, text: look.word() } }),
    step: standing === "pending" ? reviewStep(id, match.number) : undefined,
    run: () => go({ room: "requisition", id }),
  };
}

function projectHit({ id, name, state, course, leader }: ProjectMatch): Hit {
  const look = STATES[state];
  return {
    id: `project-${id}`,
    kind: "projects",
    icon: FolderKanban,
    title: name,
    detail: leader ?? course ?? "",
    pill: { ...look, text: look.word() },
    run: () => go({ room: "project", id }),
  };
}
