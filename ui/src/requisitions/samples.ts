/** Requisitions, lines and units for tests. */
import type {
  LineView,
  OperationView,
  RequisitionView,
  TimelineEntry,
  UnitView,
} from "$lib/bindings";

/** A unit that waits for a decision. */
export function unit(change: Partial<UnitView> = {}): UnitView {
  return {
    id: "unit-1",
    state: "pending",
    standing: "pending",
    asset: null,
    operation: null,
    why: null,
    due: "2026-10-28",
    hold_until: null,
    hold_over: false,
    disagreement: null,
    discrepancy: null,
    label_left: false,
    ...change,
  };
}

/** A line by model with two undecided units and two suggested assets. */
export function line(change: Partial<LineView> = {}): LineView {
  return {
    id: "line-1",
    position: 1,
    wanted: { kind: "model", id: 7 },
    title: "Raspberry Pi 5 8GB",
    asset: null,
    quantity: 2,
    units: [unit(), unit({ id: "unit-2" })],
    standing: "pending",
    availability: { kind: "some", free: 2, total: 12 },
    candidates: [candidate(628, true), candidate(633, true), candidate(634, false)],
    ...change,
  };
}

/** A requisition of Ana Silva with these lines. */
export function requisition(lines: LineView[]): RequisitionView {
  return {
    id: "r1042",
    number: 1042,
    project: {
      id: "p1",
      name: "Estação meteorológica LoRa",
      state: "active",
      course: null,
      academic_year: null,
      group_number: 4,
    },
    requester: {
      id: "ana",
      name: "Ana Silva",
      role: "leader",
      blocked: null,
      on_loan: 0,
      overdue: 0,
    },
    from: "2026-10-14",
    until: "2026-10-28",
    purpose: "Calibrar",
    asked_at: "2026-10-14T09:31:00Z",
    lines,
    timeline: [],
    availability_at: null,
  };
}

/** A decision to reserve that is not settled. */
export function operation(change: Partial<OperationView> = {}): OperationView {
  return {
    id: "operation-1",
    kind: "reserve",
    phase: "waiting",
    decided_by: { kind: "technician", name: "Helena Duarte" },
    decided_at: "2026-10-14T10:29:00Z",
    due_at: "2026-10-14T10:29:05Z",
    sent_at: null,
    doubt_since: null,
    waits_for_server: false,
    refusal: null,
    reason: null,
    ...change,
  };
}

/** A check-out that the feed saw. */
export function checkedOut(tag: string, id: number): TimelineEntry {
  return {
    at: "2026-09-30T11:20:00Z",
    event: { kind: "moved", from: "reserved", to: "checked_out" },
    line: 1,
    tag,
    actor: { kind: "rule", rule: "feed" },
    evidence: {
      kind: "activity",
      id,
      at: "2026-09-30T11:20:00Z",
      target: "Ana Silva",
      by: "R. Silva",
    },
    note: null,
  };
}

function candidate(id: number, suggested: boolean) {
  const asset = { id, tag: `ML-0${id}`, title: "Raspberry Pi 5 8GB", location: "Lab 2.14" };
  return { asset, since: null, wanted_by: null, suggested };
}
