import type {
  ActivityEffect,
  ActivityFilter,
  ActivityList,
  ActivityQuery,
  ActivityView,
  Ignored,
  LineRef,
  Movement,
  OutageView,
} from "$lib/bindings";
import { minutesAgo } from "./time";

const line = (number: number, nth: number): LineRef => ({
  requisition: "r1039",
  number,
  line: nth,
  project: "Braço robótico de triagem",
  requester: "Inês Conceição",
});

const THINGS: [string, string][] = [
  ["ML-0221", "Multímetro Fluke 117"],
  ["ML-0091", "Chave da sala 2.14"],
  ["ML-0530", "Analog Discovery 3"],
  ["ML-0512", "Kit FPGA Basys 3"],
  ["ML-0410", "Osciloscópio Rigol DS1054Z"],
  ["ML-0455", "Fonte Rigol DP832"],
];
const PEOPLE = ["Mariana Simões", "Teresa Nogueira", "Tiago Lourenço", "Gonçalo Araújo"];

const ignored = (why: Ignored): ActivityEffect => ({ kind: "ignored", why });
const out: ActivityEffect = { kind: "moved", to: "checked_out" };
const back: ActivityEffect = { kind: "moved", to: "returned" };

type Told = { effect: ActivityEffect; movement: Movement; more?: Partial<ActivityView> };

const TOLD: Told[] = [
  { effect: out, movement: "check_out", more: { line: line(1031, 1) } },
  { effect: ignored("no_unit"), movement: "check_out" },
  { effect: back, movement: "check_in", more: { line: line(1017, 2) } },
  {
    effect: ignored("known"),
    movement: "check_out",
    more: { line: line(1034, 2), discrepancy: "d1" },
  },
  {
    effect: { kind: "raised", about: "outside_project" },
    movement: "check_out",
    more: { line: line(1034, 2), discrepancy: "d1", target: "Hugo Teixeira" },
  },
  { effect: ignored("below_fence"), movement: "check_out", more: { line: line(1030, 1) } },
  { effect: ignored("already_out"), movement: "check_out", more: { line: line(1011, 3) } },
  { effect: ignored("not_out"), movement: "check_in", more: { line: line(1011, 3) } },
  { effect: ignored("over"), movement: "check_in", more: { line: line(1009, 1) } },
  { effect: ignored("only_wanted"), movement: "check_out", more: { line: line(1042, 1) } },
  {
    effect: ignored("not_an_asset"),
    movement: "check_out",
    more: { asset: null, item: "<b>Licence</b>", target: null },
  },
  {
    effect: { kind: "unreadable", problem: "item: expected an object" },
    movement: "check_in",
    more: { asset: null, item: "row 48170", target: null, by: null },
  },
];

const at = <T>(from: readonly T[], i: number): T => from[i % from.length] as T;

function row(i: number): ActivityView {
  const { effect, movement, more } = at(TOLD, i);
  const [tag, title] = at(THINGS, i);
  return {
    id: 48219 - 3 * i,
    at: minutesAgo(4 + 9 * i),
    movement,
    asset: { id: i, tag, title, location: null },
    item: title,
    target: at(PEOPLE, i),
    by: "R. Silva",
    effect,
    line: null,
    discrepancy: null,
    ...more,
  };
}

const OUTAGES: OutageView[] = [
  {
    began_at: minutesAgo(4 + 9 * 11.4),
    ended_at: minutesAgo(4 + 9 * 11.4 - 2),
    problem: { kind: "timed_out" },
    cursor: 48219 - 3 * 12,
  },
];

const FILTERS: Record<ActivityFilter, (row: ActivityView) => boolean> = {
  all: () => true,
  applied: ({ effect }) => effect.kind === "moved",
  ignored: ({ effect }) => effect.kind === "ignored" || effect.kind === "unreadable",
  raised: ({ effect }) => effect.kind === "raised",
};

/** The feed, as the core would page it. */
export function activity({ filter, offset, limit }: ActivityQuery, length = 214): ActivityList {
  const all = Array.from({ length }, (_, i) => row(i));
  const filters = Object.keys(FILTERS) as ActivityFilter[];
  const shown = all.filter(FILTERS[filter]);
  return {
    total: shown.length,
    counts: filters.map((each) => ({ filter: each, count: all.filter(FILTERS[each]).length })),
    rows: shown.slice(offset, offset + limit),
    outages: OUTAGES,
  };
}
