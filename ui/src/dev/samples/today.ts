import type { DoubtRow, Happening, LoanRow, Today, UnitState } from "$lib/bindings";
import * as discrepancies from "./discrepancies";
import { inbox } from "./inbox";
import { asset } from "./requisition";
import { inDays, inSeconds, minutesAgo } from "./time";

const line = (number: number, requester: string, project: string) => ({
  requisition: `r${number}`,
  number,
  line: 1,
  project,
  requester,
});

function loan(
  id: number,
  title: string,
  requester: string,
  project: string,
  more: Partial<LoanRow>,
): LoanRow {
  const tag = `ML-${String(id).padStart(4, "0")}`;
  return {
    unit: `unit${id}`,
    asset: asset(id, tag, title, "Lab 2.14"),
    line: line(900 + (id % 100), requester, project),
    requester: "person1",
    standing: "reserved",
    from: inDays(0),
    due: inDays(14),
    hold_until: inDays(3),
    ...more,
  };
}

const toHandOver = [
  loan(219, "Multímetro Fluke 117", "Mariana Simões", "Medidor de pH", { hold_until: inDays(0) }),
  loan(718, "LoRa SX1276 kit", "Rui Marques", "Estação meteorológica", { from: inDays(0) }),
  loan(622, "Raspberry Pi 5 8GB", "João Pereira", "Quiosque acessível", {}),
  loan(455, "Fonte Rigol DP832", "Inês Conceição", "Braço robótico", {
    from: inDays(1),
    hold_until: inDays(4),
  }),
];

const dueToday = [
  loan(531, "Analog Discovery 3", "Tiago Lourenço", "Guitarra digital", {}),
  loan(631, "Raspberry Pi 5 8GB", "Beatriz Ançã", "Estação meteorológica", {}),
  loan(141, "Câmara térmica FLIR C5", "Carolina Guimarães", "Drone de inspeção", {}),
].map((row): LoanRow => ({ ...row, standing: "due_today", due: inDays(0), hold_until: null }));

const overdue = [
  loan(140, "Câmara térmica FLIR C5", "Rodrigo Pinto", "Drone de inspeção", { due: inDays(-6) }),
  loan(409, "Osciloscópio Rigol DS1054Z", "Ana Silva", "Estação meteorológica", {
    due: inDays(-2),
  }),
].map((row): LoanRow => ({ ...row, standing: "overdue", hold_until: null }));

const doubt = (): DoubtRow => ({
  operation: "op9",
  kind: "reserve",
  unit: "unit533",
  asset: asset(533, "ML-0533", "Analog Discovery 3", "Makerspace"),
  line: line(1036, "Rui Marques", "Prótese de mão impressa em 3D"),
  since: minutesAgo(18),
  next_check: inSeconds(60),
});

const happening = (
  minutes: number,
  tag: string,
  title: string,
  to: UnitState,
  target: string,
  activity: number,
): Happening => ({
  at: minutesAgo(minutes),
  from: to === "returned" ? "checked_out" : "reserved",
  to,
  asset: asset(activity, tag, title, "Lab 2.14"),
  line: line(1030, target, "Medidor de pH"),
  actor: { kind: "rule", rule: "feed" },
  evidence: { kind: "activity", id: activity, at: minutesAgo(minutes), target, by: "Helena" },
});

/** A day with something in every group. */
export function today(): Today {
  const rows = inbox.to_decide;
  return {
    day: inDays(0),
    to_decide: {
      requisitions: rows.length,
      lines: rows.reduce((sum, row) => sum + row.lines, 0),
      oldest_at: rows.at(-1)?.asked_at ?? null,
      rows,
    },
    to_hand_over: { count: toHandOver.length, holds_ending: 1, rows: toHandOver },
    due_today: { count: dueToday.length, rows: dueToday },
    overdue: { count: overdue.length, rows: overdue },
    discrepancies: {
      count: discrepancies.list({ resolved: false, offset: 0, limit: 0 }).open,
      rows: discrepancies.list({ resolved: false, offset: 0, limit: 30 }).rows,
    },
    in_doubt: { count: 1, rows: [doubt()] },
    happened: [
      happening(5, "ML-0221", "Multímetro Fluke 117", "checked_out", "Mariana Simões", 48219),
      happening(11, "ML-0530", "Analog Discovery 3", "returned", "Tiago Lourenço", 48218),
    ],
  };
}

/** A day on which nothing waits. */
export const emptyDay = (): Today => ({
  day: inDays(0),
  to_decide: { requisitions: 0, lines: 0, oldest_at: null, rows: [] },
  to_hand_over: { count: 0, holds_ending: 0, rows: [] },
  due_today: { count: 0, rows: [] },
  overdue: { count: 0, rows: [] },
  discrepancies: { count: 0, rows: [] },
  in_doubt: { count: 0, rows: [] },
  happened: [],
});
