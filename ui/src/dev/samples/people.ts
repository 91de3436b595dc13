import type {
  LoanRow,
  PeopleQuery,
  PeopleTable,
  PersonView,
  ProjectEvent,
  ProjectTimeline,
  ProjectUsage,
} from "$lib/bindings";
import * as lists from "./lists";
import { asset } from "./requisition";
import { daysAgoAt, inDays, minutesAgo } from "./time";

/** The People table; only the text is looked at. */
export function peopleTable(query: PeopleQuery): PeopleTable {
  const wanted = query.text.trim().toLowerCase();
  const found = lists.people.filter(({ name }) => name.toLowerCase().includes(wanted));
  const rows = found.map((person, i) => ({
    person,
    on_loan: i % 3,
    overdue: i === 1 ? 1 : 0,
    projects: 1 + (i % 2),
  }));
  return {
    total: rows.length,
    rows: rows.slice(query.offset, query.offset + query.limit),
    groups: [
      { group: "all", count: rows.length },
      { group: "on_loan", count: rows.filter(({ on_loan }) => on_loan).length },
      { group: "overdue", count: rows.filter(({ overdue }) => overdue).length },
      { group: "blocked", count: found.filter(({ blocked }) => blocked !== null).length },
    ],
    roles: (["student", "professor", "technician"] as const).map((role) => ({
      role,
      count: found.filter((person) => person.role === role).length,
    })),
  };
}

const loan = (i: number, standing: LoanRow["standing"], due: number): LoanRow => ({
  unit: `loan${i}`,
  asset: asset(409 + i, `ML-0${409 + i}`, "Osciloscópio Rigol DS1054Z", "Lab 2.14"),
  line: {
    requisition: "r1031",
    number: 1031,
    line: i + 1,
    project: "Estação meteorológica LoRa",
    requester: "Ana Silva",
  },
  requester: "person0",
  standing,
  from: inDays(-14),
  due: inDays(due),
  hold_until: standing === "reserved" ? inDays(2) : null,
});

/** One person whole. */
export function personView(id: string): PersonView {
  const person = lists.people.find((each) => each.id === id) ?? lists.people[0];
  if (!person) throw { code: "not_found" };
  const actor = { kind: "technician", name: "Helena Duarte" } as const;
  return {
    person,
    user: person.user
      ? {
          id: person.user,
          name: person.name,
          username: "asilva",
          email: person.email,
          employee_number: person.student_number,
        }
      : null,
    loans: [loan(0, "overdue", -2), loan(1, "reserved", 9), loan(2, "checked_out", 5)],
    projects: lists.projects.slice(0, 2).map(({ id, name, state }, i) => ({
      project: id,
      name,
      state,
      role: i === 0 ? "leader" : "member",
    })),
    changes: [
      { at: daysAgoAt(3, 10, 0), actor, what: { kind: "changed", fields: ["email", "user"] } },
      { at: daysAgoAt(40, 9, 0), actor, what: { kind: "created" } },
    ],
  };
}

const event = (at: string, what: ProjectEvent["what"], more: Partial<ProjectEvent> = {}) => ({
  at,
  what,
  actor: { kind: "technician", name: "Helena Duarte" } as const,
  by: null,
  requisition: { id: "r1031", number: 1029 },
  lines: [1],
  units: 1,
  title: "Osciloscópio Rigol DS1054Z",
  tag: "ML-0409",
  activity: null,
  note: null,
  ...more,
});

/** What happened in a project. */
export const timeline: ProjectTimeline = {
  more: true,
  events: [
    event(minutesAgo(12), { kind: "asked", requester: "Ana Silva", lines: 4 }, { lines: [] }),
    event(
      minutesAgo(14),
      { kind: "operation", operation: "reserve", phase: "in_doubt", refusal: null },
      { title: "Analog Discovery 3", lines: [3] },
    ),
    event(daysAgoAt(1, 17, 48), { kind: "moved", to: "reserved", who: null }, { activity: 48121 }),
    event(daysAgoAt(2, 0, 0), { kind: "overdue", with: "Ana Silva" }, { actor: null, lines: [2] }),
    event(
      daysAgoAt(9, 12, 0),
      { kind: "moved", to: "checked_out", who: "Ana Silva" },
      { title: null, tag: null, units: 3, lines: [1, 2], by: "R. Silva" },
    ),
    event(
      daysAgoAt(12, 9, 0),
      { kind: "member", name: "Tiago Lourenço", from: null, to: "observer" },
      { requisition: null, lines: [], units: 0, title: null, tag: null },
    ),
    event(
      daysAgoAt(40, 9, 0),
      { kind: "state", from: "pending", to: "active" },
      { requisition: null, lines: [], units: 0, title: null, tag: null },
    ),
  ],
};

/** What a project used. */
export const usage: ProjectUsage = {
  since: daysAgoAt(40, 9, 0),
  item_days: 41,
  returned: 9,
  on_time: 7,
  median_decision: 6_720,
  models: [
    { model: "Raspberry Pi 5", days: 18 },
    { model: "Rigol DS1054Z", days: 14 },
    { model: "Rigol DP832", days: 5 },
    { model: "Fluke 117", days: 4 },
  ],
};
