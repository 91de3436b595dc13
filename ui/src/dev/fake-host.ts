import type {
  Answer,
  Decided,
  DeskError,
  Health,
  HealthState,
  Language,
  ProjectQuery,
  RequisitionQuery,
  Resolved,
  SettingsChange,
} from "$lib/bindings";
import { activity } from "./samples/activity";
import { assetView } from "./samples/asset";
import * as desk from "./samples/desk";
import * as discrepancies from "./samples/discrepancies";
import { equipmentFacets, equipmentList, equipmentRow } from "./samples/equipment";
import { inbox, inboxPage, longInbox } from "./samples/inbox";
import * as lists from "./samples/lists";
import * as people from "./samples/people";
import { atTheCounter, lentOut, settled, toDecide, underWay } from "./samples/requisition";
import * as setup from "./samples/setup";
import { inSeconds } from "./samples/time";
import { emptyDay, today } from "./samples/today";

/**
 * Stands in for Tauri in the tests of the window's parts. A test may wish, by the page's address:
 * `?stage=welcome|open|demo|broken`, `?health=offline`, `?inbox=empty|2000`, `?fails=command`, `?slow`,
 * `?assets=100000`, `?certificate=unknown|changed`, `?rights=none|wide`, `?changed`, `?activity=none`.
 */
const wish = new URLSearchParams(window.location.search);
const fails: Record<string, DeskError> = {
  check_address: { code: "server", problem: { kind: "unknown_certificate" } },
  check_token: { code: "server", problem: { kind: "token_refused" } },
};
const listeners = new Map<string, Set<(event: { payload: unknown }) => void>>();

let trusted = false;
let paused = false;
let language: Language = "en";
let session = desk.sessions[wish.get("stage") ?? "open"];

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the host's arguments are untyped
type Args = any;

const stored = (units: string[]): Decided[] =>
  units.map((unit, i) => ({
    unit,
    outcome: {
      kind: "stored",
      operation: `op${i}`,
      due_at: inSeconds(performance.now() / 1000 + 6),
    },
  }));

const matches = (text: string, ...fields: (string | null)[]): boolean =>
  fields.some((field) => field?.toLowerCase().includes(text.trim().toLowerCase()));

function open(stage: string): null {
  session = desk.sessions[stage];
  tell("changed-event", { topics: ["session"] });
  return null;
}

/** Only the language is kept. */
function save(change: SettingsChange): null {
  language = change.language;
  tell("changed-event", { topics: ["settings"] });
  return null;
}

/** Answers as the core does: what is written is confirmed a little later. */
function resolve(id: string, answer: Answer): Resolved {
  if (wish.has("changed")) return { kind: "changed" };
  const resolved = discrepancies.resolve(id, answer);
  tell("changed-event", { topics: ["requisitions"] });
  setTimeout(() => {
    discrepancies.confirm(id);
    tell("changed-event", { topics: ["requisitions"] });
  }, 4000);
  return resolved;
}

/** `?inbox=empty`, or as many as `?inbox=2000` says. */
function inboxLists(): typeof inbox {
  const wished = wish.get("inbox");
  if (wished === "empty") return { to_decide: [], waiting: [] };
  return wished ? longInbox(Number(wished)) : inbox;
}

function pause(on: boolean): null {
  paused = on;
  tell("health-event", health());
  return null;
}

function health(): Health {
  if (wish.get("certificate") === "changed") return setup.changedCertificate();
  const reads_activity = wish.get("activity") !== "none";
  const now = desk.health((wish.get("health") ?? "live") as HealthState);
  return { ...now, paused, reads_activity, activity: reads_activity ? now.activity : null };
}

const answers: Record<string, (args: Args) => unknown> = {
  session: () => (session?.stage === "open" ? { ...session, language } : session),
  start_demo: () => open("demo"),
  leave_demo: () => open("welcome"),
  check_address: (asked) => setup.checkAddress(asked, wish.get("certificate")),
  check_token: () => setup.report(wish.get("rights")),
  check_rights: () => setup.report(wish.get("rights")),
  create_label: ({ name }) => setup.created(name),
  server_trust: () => setup.serverTrust(trusted, wish.get("certificate")),
  trust_server: () => void (trusted = true),
  mirror_lists: () => setup.mirrorLists(wish.get("health") === "starting"),
  finish_setup: () => open("open"),
  zones: () => Intl.supportedValuesOf("timeZone"),
  settings: () => ({
    ...desk.settings,
    language,
    demo: session?.stage === "open" && session.demo,
  }),
  save_settings: ({ change }: { change: SettingsChange }) => save(change),
  health,
  pause: ({ paused }) => pause(paused),
  discrepancies: ({ query }) => discrepancies.list(query),
  discrepancy: ({ id }) => {
    const view = discrepancies.views.get(id);
    if (!view) throw { code: "not_found" };
    return view;
  },
  resolve: ({ id, answer }) => resolve(id, answer),
  activity: ({ query }) => activity(query, wish.get("activity") === "none" ? 0 : 214),
  notifications: () => desk.notifications,
  people: ({ text }) => lists.people.filter((p) => matches(text, p.name, p.email)),
  people_table: ({ query }) => people.peopleTable(query),
  person: ({ id }) => people.personView(id),
  change_person: ({ draft }) => ({ ...lists.people[0], ...draft }),
  set_member: () => ({ kind: "done" }),
  project_timeline: () => people.timeline,
  project_usage: () => people.usage,
  create_person: ({ draft }) => ({ ...lists.people[0], ...draft, id: "new", blocked: null }),
  find_users: () => [
    { id: 101, name: "Ana Silva", username: "asilva", email: null, employee_number: "2024100" },
  ],
  projects: ({ query }: { query: ProjectQuery }) => {
    const found = lists.projects.filter((p) => matches(query.text, p.name, p.leader));
    const of = found.filter((p) => !query.states.length || query.states.includes(p.state));
    const states = ["pending", "active", "rejected", "completed", "archived"] as const;
    return {
      total: of.length,
      rows: of.slice(query.offset, query.offset + query.limit),
      counts: states.map((state) => ({
        state,
        count: found.filter((p) => p.state === state).length,
      })),
    };
  },
  project: ({ id }) => lists.projectView(id),
  create_project: () => "p1",
  today: () => (wish.get("inbox") === "empty" ? emptyDay() : today()),
  inbox: ({ query }) => inboxPage(inboxLists(), query),
  requisitions: ({ query }: { query: RequisitionQuery }) => {
    const found = lists
      .ofFilter(query.filter)
      .filter((r) => matches(query.text, r.project, r.requester, `R-${r.number}`, r.equipment));
    const filters = ["all", "pending", "reserved", "checked_out", "overdue", "ended"] as const;
    return {
      total: found.length,
      rows: found.slice(query.offset, query.offset + query.limit),
      counts: filters.map((filter) => ({ filter, count: lists.ofFilter(filter).length })),
    };
  },
  requisition: ({ id }) => {
    if (id === "r1039") return settled;
    if (id === "r1036") return underWay;
    if (id === "r1031") return atTheCounter;
    const asset = equipmentRow(Number(String(id).replace("asset-", "")));
    if (asset?.standing.kind === "claimed") {
      return lentOut(asset.asset, asset.standing.standing, asset.standing.until);
    }
    const row = [...inbox.to_decide, ...inbox.waiting].find((entry) => entry.id === id);
    if (!row || id === "r1042") return toDecide;
    const requester = { ...toDecide.requester, name: row.requester };
    const project = { ...toDecide.project, name: row.project };
    const lines = toDecide.lines.slice(0, Math.max(1, row.lines - 1));
    return { ...toDecide, id, number: row.number, requester, project, lines };
  },
  equipment: ({ query }) => equipmentList(query),
  equipment_rows: ({ ids }) => ids.flatMap((id: number) => equipmentRow(id) ?? []),
  equipment_facets: ({ filter }) => equipmentFacets(filter),
  asset: ({ id }) => {
    const row = equipmentRow(id);
    if (!row) throw { code: "not_found" };
    return assetView(row, session?.stage === "open" && session.demo);
  },
  create_requisition: () => ({ id: "r1042", number: 1043 }),
  find_equipment: ({ text }) =>
    lists.equipment.filter((hit) =>
      hit.kind === "model"
        ? matches(text, hit.name)
        : matches(text, hit.asset.title, hit.asset.tag),
    ),
  approve: ({ approvals }) => stored(approvals.map((a: { unit: string }) => a.unit)),
  reject: ({ units }) => stored(units),
  cancel: ({ units }) => stored(units),
  release: ({ units }) => stored(units),
  hand_over: ({ loans }) => stored(loans.map((loan: { unit: string }) => loan.unit)),
  take_back: ({ units }) => stored(units),
  restore_labels: ({ units }) => stored(units),
};

export async function invoke(command: string, args: Args = {}): Promise<unknown> {
  await new Promise((done) => setTimeout(done, wish.has("slow") ? 4000 : 30));
  if (wish.get("fails") === command) {
    throw fails[command] ?? { code: "storage", problem: "disk_full" };
  }
  return answers[command]?.(args) ?? null;
}

export function listen(
  name: string,
  callback: (event: { payload: unknown }) => void,
): Promise<() => void> {
  const all = listeners.get(name) ?? new Set();
  listeners.set(name, all.add(callback));
  return Promise.resolve(() => void all.delete(callback));
}

export const once = listen;

export function emit(name: string, payload: unknown): Promise<void> {
  tell(name, payload);
  return Promise.resolve();
}

export const emitTo = (_target: unknown, name: string, payload: unknown) => emit(name, payload);

function tell(name: string, payload: unknown): void {
  for (const callback of listeners.get(name) ?? []) callback({ payload });
}
