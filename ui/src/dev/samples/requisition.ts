import type {
  AssetRef,
  Candidate,
  LineView,
  OperationView,
  RequisitionView,
  Standing,
  TimelineEntry,
  UnitState,
  UnitView,
} from "$lib/bindings";
import { daysAgoAt, inDays, minutesAgo } from "./time";

export const asset = (id: number, tag: string, title: string, location: string): AssetRef => ({
  id,
  tag,
  title,
  location,
});

export function unit(id: string, more: Partial<UnitView> = {}): UnitView {
  return {
    id,
    state: "pending",
    standing: "pending",
    asset: null,
    operation: null,
    why: null,
    due: inDays(14),
    hold_until: null,
    hold_over: false,
    disagreement: null,
    discrepancy: null,
    label_left: false,
    ...more,
  };
}

const PI = "Raspberry Pi 5 8GB";
const KIT = "LoRa SX1276 kit";

function candidate(
  id: number,
  tag: string,
  location: string,
  free: number,
  more: Partial<Candidate> = {},
): Candidate {
  const title = id < 700 ? PI : KIT;
  const asset = { id, tag, title, location };
  return { asset, since: daysAgoAt(free, 16, 5), wanted_by: null, suggested: false, ...more };
}

const scope = asset(412, "ML-0412", "Osciloscópio Rigol DS1054Z", "Lab 2.14, cabinet B");
const analog = asset(535, "ML-0535", "Analog Discovery 3", "Makerspace, drawer 2");

const lines: LineView[] = [
  {
    id: "l1",
    position: 1,
    wanted: { kind: "asset", id: 412 },
    title: "Osciloscópio Rigol DS1054Z",
    asset: scope,
    quantity: 1,
    units: [unit("u1", { asset: scope })],
    standing: "pending",
    availability: { kind: "available", since: daysAgoAt(5, 12, 0) },
    candidates: [],
  },
  {
    id: "l2",
    position: 2,
    wanted: { kind: "model", id: 7 },
    title: PI,
    asset: null,
    quantity: 2,
    units: [unit("u2"), unit("u3")],
    standing: "pending",
    availability: { kind: "some", free: 5, total: 12 },
    candidates: [
      candidate(628, "ML-0628", "Lab 2.14, shelf B2", 12, { suggested: true }),
      candidate(633, "ML-0633", "Lab 2.14, shelf B2", 9, { suggested: true }),
      candidate(634, "ML-0634", "Lab 2.14, shelf B2", 5),
      candidate(637, "ML-0637", "Makerspace, drawer 7", 3, {
        wanted_by: { number: 1038, from: inDays(6) },
      }),
      candidate(640, "ML-0640", "Makerspace, drawer 7", 2),
    ],
  },
  {
    id: "l3",
    position: 3,
    wanted: { kind: "model", id: 9 },
    title: KIT,
    asset: null,
    quantity: 3,
    units: [unit("u4"), unit("u5"), unit("u6")],
    standing: "pending",
    availability: { kind: "some", free: 2, total: 6 },
    candidates: [
      candidate(711, "ML-0711", "Makerspace, drawer 4", 8, { suggested: true }),
      candidate(714, "ML-0714", "Makerspace, drawer 4", 4, { suggested: true }),
    ],
  },
  {
    id: "l4",
    position: 4,
    wanted: { kind: "asset", id: 535 },
    title: "Analog Discovery 3",
    asset: analog,
    quantity: 1,
    units: [unit("u7", { asset: analog })],
    standing: "pending",
    availability: {
      kind: "claimed",
      number: 1039,
      project: "Braço robótico de triagem",
      until: inDays(6),
    },
    candidates: [
      {
        asset: asset(532, "ML-0532", "Analog Discovery 3", "Makerspace, drawer 2"),
        since: daysAgoAt(20, 9, 0),
        wanted_by: null,
        suggested: true,
      },
    ],
  },
];

const helena = { kind: "technician", name: "Helena Duarte" } as const;

const asked: TimelineEntry = {
  at: minutesAgo(13),
  event: { kind: "asked" },
  line: null,
  tag: null,
  actor: { kind: "person", name: "Ana Silva" },
  evidence: null,
  note: null,
};

/** R-1042 with everything to decide, as in the design's picture. */
export const toDecide: RequisitionView = {
  id: "r1042",
  number: 1042,
  project: {
    id: "p1",
    name: "Estação meteorológica LoRa",
    state: "active",
    course: "Engenharia de Computadores e Informática",
    academic_year: "2026/2027",
    group_number: 4,
  },
  requester: {
    id: "ana",
    name: "Ana Silva",
    role: "leader",
    blocked: null,
    on_loan: 2,
    overdue: 1,
  },
  from: inDays(0),
  until: inDays(14),
  purpose: "Calibrar o anemómetro com o osciloscópio e medir o alcance LoRa no campus.",
  asked_at: minutesAgo(13),
  lines,
  timeline: [asked],
  availability_at: minutesAgo(0.2),
};

function settledLine(position: number, title: string, units: UnitView[]): LineView {
  const first = units[0] as UnitView;
  return {
    id: `s${position}`,
    position,
    wanted: { kind: "model", id: position },
    title,
    asset: null,
    quantity: units.length,
    units,
    standing: first.standing,
    availability: null,
    candidates: [],
  };
}

function moved(
  hours: number,
  from: UnitState,
  to: UnitState,
  line: number,
  tag: string,
  more: Partial<TimelineEntry> = {},
): TimelineEntry {
  return {
    at: minutesAgo(hours * 60),
    event: { kind: "moved", from, to },
    line,
    tag,
    actor: helena,
    evidence: null,
    note: null,
    ...more,
  };
}

const reserved = moved(47, "pending", "reserved", 2, "ML-0628", {
  evidence: {
    kind: "label_seen",
    asset: 628,
    label: 5,
    label_name: "Reserved",
    read_at: minutesAgo(47 * 60),
    operation: "o1",
    fence: 48101,
  },
});

const out = moved(26, "reserved", "checked_out", 3, "ML-0633", {
  actor: { kind: "rule", rule: "feed" },
  evidence: {
    kind: "activity",
    id: 48177,
    at: minutesAgo(26 * 60),
    target: "Gonçalo Araújo",
    by: "Helena Duarte",
  },
});

const stands = (
  id: string,
  standing: Standing,
  state: UnitState,
  tag: string,
  why: TimelineEntry | null,
): UnitView =>
  unit(id, {
    standing,
    state,
    why,
    asset: asset(Number(tag.slice(3)), tag, tag, "Lab 2.14, shelf B2"),
    hold_until: state === "reserved" ? inDays(2) : null,
  });

/** R-1039 with a line in nearly every state. */
export const settled: RequisitionView = {
  ...toDecide,
  id: "r1039",
  number: 1039,
  project: { ...toDecide.project, id: "p2", name: "Braço robótico de triagem", group_number: 2 },
  requester: {
    id: "ines",
    name: "Inês Conceição",
    role: "leader",
    blocked: null,
    on_loan: 3,
    overdue: 0,
  },
  from: inDays(-3),
  until: inDays(6),
  purpose: "Montar a garra e medir o consumo dos motores.",
  asked_at: minutesAgo(3 * 1440),
  lines: [
    settledLine(1, "Fonte Rigol DP832", [
      unit("v1", {
        standing: "will_be_approved",
        asset: asset(455, "ML-0455", "Fonte Rigol DP832", "Lab 2.14, cabinet A"),
        operation: {
          id: "o7",
          kind: "reserve",
          phase: "waiting",
          decided_by: helena,
          decided_at: minutesAgo(6),
          due_at: null,
          sent_at: null,
          doubt_since: null,
          waits_for_server: true,
          refusal: null,
          reason: null,
        },
      }),
    ]),
    settledLine(2, PI, [
      stands("v2", "reserved", "reserved", "ML-0628", reserved),
      stands("v2b", "reserved", "reserved", "ML-0630", reserved),
    ]),
    settledLine(3, "Câmara OAK-D", [stands("v3", "checked_out", "checked_out", "ML-0633", out)]),
    settledLine(4, "Multímetro Fluke 117", [
      stands(
        "v4",
        "returned",
        "returned",
        "ML-0214",
        moved(2, "checked_out", "returned", 4, "ML-0214", {
          actor: { kind: "rule", rule: "feed" },
          evidence: {
            kind: "activity",
            id: 48203,
            at: minutesAgo(120),
            target: "Inês Conceição",
            by: null,
          },
        }),
      ),
    ]),
    settledLine(5, "Servo <img src=x onerror=alert(1)>", [
      stands(
        "v5",
        "rejected",
        "rejected",
        "ML-0901",
        moved(46, "pending", "rejected", 5, "ML-0901", { note: "Use a bench unit" }),
      ),
    ]),
  ],
  timeline: [
    moved(2, "checked_out", "returned", 4, "ML-0214", {
      actor: { kind: "rule", rule: "feed" },
      evidence: { kind: "activity", id: 48203, at: minutesAgo(120), target: null, by: null },
    }),
    out,
    moved(46, "pending", "rejected", 5, "ML-0901", { note: "Use a bench unit" }),
    reserved,
    { ...asked, at: minutesAgo(3 * 1440), actor: { kind: "person", name: "Inês Conceição" } },
  ],
  availability_at: minutesAgo(0.2),
};

const lends = (id: string, standing: Standing, tag: string, more: Partial<OperationView>) => ({
  ...stands(id, standing, "reserved", tag, null),
  operation: {
    id: `${id}-operation`,
    kind: "hand_over" as const,
    phase: "waiting" as const,
    decided_by: helena,
    decided_at: minutesAgo(3),
    due_at: null,
    sent_at: null,
    doubt_since: null,
    waits_for_server: false,
    refusal: null,
    reason: null,
    ...more,
  },
});

/** R-1031: at the counter; a hand-over in every phase, a hold that ran out, and a discrepancy. */
export const atTheCounter: RequisitionView = {
  ...settled,
  id: "r1031",
  number: 1031,
  lines: [
    settledLine(1, "Osciloscópio Rigol DS1054Z", [
      {
        ...stands("c1", "overdue", "checked_out", "ML-0409", null),
        due: inDays(-2),
      },
    ]),
    settledLine(2, "Câmara OAK-D", [
      {
        ...stands("c2", "reserved", "reserved", "ML-0644", reserved),
        hold_until: inDays(-1),
        hold_over: true,
      },
    ]),
    settledLine(3, PI, [
      stands("c3", "reserved", "reserved", "ML-0628", reserved),
      lends("c4", "will_be_handed_over", "ML-0630", { waits_for_server: true }),
      lends("c5", "handing_over", "ML-0631", { phase: "sending", sent_at: minutesAgo(0.1) }),
      lends("c6", "in_doubt", "ML-0632", {
        phase: "in_doubt",
        sent_at: minutesAgo(2),
        doubt_since: minutesAgo(2),
        due_at: minutesAgo(-3),
      }),
      lends("c7", "reserved", "ML-0633", {
        phase: "refused",
        refusal: { code: "not_free", reason: { why: "held", holder: "Duarte Figueiredo" } },
      }),
    ]),
    settledLine(4, "Multímetro Fluke 117", [
      {
        ...stands("c8", "discrepancy", "reserved", "ML-0214", null),
        disagreement: "outside_project",
        discrepancy: "d1",
      },
    ]),
  ],
  timeline: [
    moved(1, "reserved", "checked_out", 1, "ML-0409", { actor: { kind: "rule", rule: "feed" } }),
    moved(3, "reserved", "expired", 3, "ML-0635", {
      event: { kind: "operation", operation: "expire", phase: "waiting", refusal: null },
      actor: { kind: "rule", rule: "hold_keeper" },
    }),
    moved(5, "reserved", "reserved", 1, "ML-0409", {
      event: { kind: "due", from: inDays(-4), to: inDays(-2) },
      actor: { kind: "rule", rule: "feed" },
    }),
    moved(6, "reserved", "reserved", 2, "ML-0644", {
      event: { kind: "answered", about: "free_there", answer: "put_reserved" },
    }),
    moved(7, "reserved", "reserved", 2, "ML-0644", {
      event: { kind: "disagreed", about: "free_there" },
      actor: { kind: "rule", rule: "reconciliation" },
    }),
    reserved,
    ...settled.timeline.slice(-1),
  ],
};

/** The requisition that has an asset of the Equipment room. */
export function lentOut(of: AssetRef, standing: Standing, due: string | null): RequisitionView {
  const out = ["overdue", "due_today", "checked_out"].includes(standing);
  const held = {
    ...unit("e1", { standing, state: out ? "checked_out" : "reserved", asset: of }),
    due: due ?? inDays(10),
    hold_until: out ? null : inDays(2),
  };
  return { ...settled, lines: [settledLine(1, of.title, [held])], timeline: [] };
}

/** R-1036: one answer lost, one on its way, one declined while offline. */
export const underWay: RequisitionView = {
  ...settled,
  id: "r1036",
  number: 1036,
  lines: [
    settledLine(1, "Analog Discovery 3", [
      unit("w1", {
        standing: "in_doubt",
        asset: asset(533, "ML-0533", "Analog Discovery 3", "Makerspace, drawer 2"),
        operation: {
          id: "o8",
          kind: "reserve",
          phase: "in_doubt",
          decided_by: helena,
          decided_at: minutesAgo(15),
          due_at: minutesAgo(-0.6),
          sent_at: minutesAgo(15),
          doubt_since: minutesAgo(15),
          waits_for_server: false,
          refusal: null,
          reason: null,
        },
      }),
    ]),
    settledLine(2, "Fonte Rigol DP832", [
      unit("w2", {
        standing: "reserving",
        asset: asset(455, "ML-0455", "Fonte Rigol DP832", "Lab 2.14, cabinet A"),
        operation: {
          id: "o9",
          kind: "reserve",
          phase: "sending",
          decided_by: helena,
          decided_at: minutesAgo(1),
          due_at: null,
          sent_at: minutesAgo(0.5),
          doubt_since: null,
          waits_for_server: false,
          refusal: null,
          reason: null,
        },
      }),
    ]),
  ],
};
