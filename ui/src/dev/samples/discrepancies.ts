import type {
  Answer,
  AnswerView,
  AssetRef,
  Disagreement,
  DiscrepancyList,
  DiscrepancyQuery,
  DiscrepancyRow,
  DiscrepancyView,
  OperationKind,
  OperationView,
  Resolved,
  TimelineEntry,
  UnitState,
} from "$lib/bindings";
import { daysAgoAt, minutesAgo } from "./time";

const WRITES: Partial<Record<Answer, number>> = {
  wrong_person: 2,
  another_asset: 1,
  take_back: 1,
  lend_again: 1,
  put_reserved: 1,
  put_available: 1,
  send_again: 1,
};

const asset = (id: number, tag: string, title: string): AssetRef => ({
  id,
  tag,
  title,
  location: "Armário 3",
});

const OTHER = asset(378, "ML-0378", "Gerador Siglent SDG1032X");

const answer = (which: Answer): AnswerView => ({
  answer: which,
  writes: WRITES[which] ?? 0,
  other: which === "another_asset" ? OTHER : null,
});

function row(id: string, about: Disagreement, at: string, of: AssetRef): DiscrepancyRow {
  return {
    id,
    about,
    opened_at: at,
    closed_at: null,
    answer: null,
    asset: of,
    line: {
      requisition: "r1039",
      number: 1034,
      line: 2,
      project: "Osciloscópio de baixo custo",
      requester: "Gonçalo Araújo",
    },
  };
}

const raised = (about: Disagreement, at: string, tag: string): TimelineEntry => ({
  at,
  event: { kind: "disagreed", about },
  line: 2,
  tag,
  actor: { kind: "rule", rule: "feed" },
  evidence: null,
  note: null,
});

type Side = Partial<DiscrepancyView["theirs"]>;

function view(
  of: DiscrepancyRow,
  theirs: Side,
  ours: UnitState | null,
  answers: Answer[],
  more: Partial<DiscrepancyView> = {},
): DiscrepancyView {
  return {
    row: of,
    found: { kind: "activity", id: 48190, at: of.opened_at, target: null, by: "R. Silva" },
    theirs: {
      state: "checked_out",
      holder: null,
      label: "Reservado",
      since: of.opened_at,
      by: "R. Silva",
      read_at: minutesAgo(0.5),
      ...theirs,
    },
    ours: ours && {
      state: ours,
      person: "Gonçalo Araújo",
      label: ours === "returned" ? "Disponível" : "Reservado",
      since: daysAgoAt(1, 16, 52),
      by: "H. Duarte",
    },
    answers: answers.map(answer),
    operation: null,
    history: [raised(of.about, of.opened_at, of.asset.tag)],
    has_page: true,
    ...more,
  };
}

/** A write that an answer led to, as far as it is. */
export const writing = (kind: OperationKind, more: Partial<OperationView> = {}): OperationView => ({
  id: "op-answer",
  kind,
  phase: "sending",
  decided_by: { kind: "technician", name: "Helena Duarte" },
  decided_at: minutesAgo(0),
  due_at: null,
  sent_at: null,
  doubt_since: null,
  waits_for_server: false,
  refusal: null,
  reason: null,
  ...more,
});

const compared = (id: number, at: string): DiscrepancyView["found"] => ({
  kind: "asset_seen",
  asset: id,
  read_at: at,
  fact: "label_changed",
  holder: null,
});

const generator = asset(377, "ML-0377", "Gerador Siglent SDG1032X");
const kit = asset(512, "ML-0512", "Kit FPGA Basys 3");
const meter = asset(224, "ML-0224", "Multímetro Fluke 117");
const markup = asset(601, "ML-0601", "<img src=x onerror=alert(1)>");
const camera = asset(633, "ML-0633", "Câmara OAK-D");

const unclaimed = { ...row("d4", "unclaimed", daysAgoAt(2, 11, 20), markup), line: null };

const doubtful = row("d5", "in_doubt_too_long", daysAgoAt(3, 9, 5), camera);

const settled: DiscrepancyRow = {
  ...row("d9", "outside_project", daysAgoAt(4, 9, 41), camera),
  closed_at: daysAgoAt(4, 10, 2),
  answer: "wrong_person",
};

const itself: DiscrepancyRow = {
  ...row("d8", "free_there", daysAgoAt(5, 14, 0), kit),
  closed_at: daysAgoAt(5, 14, 20),
};

const answered = (of: DiscrepancyRow, given: Answer, at: string): TimelineEntry => ({
  ...raised(of.about, at, of.asset.tag),
  event: { kind: "answered", about: of.about, answer: given },
  actor: { kind: "technician", name: "Helena Duarte" },
});

/** What the fake host has; answers change it. */
export const views = new Map<string, DiscrepancyView>(
  [
    view(
      row("d1", "outside_project", daysAgoAt(0, 0, 41), generator),
      { holder: "Hugo Teixeira" },
      "reserved",
      ["wrong_person", "another_asset", "add_member", "release_unit"],
    ),
    view(
      row("d2", "label_changed", daysAgoAt(1, 17, 20), kit),
      { state: "not_lendable", label: "Em reparação", by: null },
      "reserved",
      ["put_reserved", "another_asset", "release_unit"],
      { found: compared(512, daysAgoAt(1, 17, 20)) },
    ),
    view(
      row("d3", "label_left", daysAgoAt(1, 15, 3), meter),
      { state: "reserved", by: null },
      "returned",
      ["put_available", "keep"],
    ),
    view(unclaimed, { state: "reserved", by: null }, null, ["put_available", "keep"], {
      found: compared(601, unclaimed.opened_at),
    }),
    view(doubtful, { state: "available", by: null }, "reserved", ["send_again", "give_up"], {
      operation: writing("hand_over", { phase: "escalated", doubt_since: doubtful.opened_at }),
      found: null,
    }),
    view(settled, { holder: "Gonçalo Araújo" }, "checked_out", [], {
      history: [
        answered(settled, "wrong_person", settled.closed_at as string),
        raised(settled.about, settled.opened_at, settled.asset.tag),
      ],
    }),
    view(itself, { state: "reserved" }, "reserved", [], {
      history: [
        {
          ...raised(itself.about, itself.closed_at as string, "ML-0512"),
          event: { kind: "agreed", about: itself.about },
        },
        raised(itself.about, itself.opened_at, "ML-0512"),
      ],
    }),
  ].map((each) => [each.row.id, each]),
);

/** The list, as the core would page it. */
export function list({ resolved, offset, limit }: DiscrepancyQuery): DiscrepancyList {
  const all = [...views.values()].map((each) => each.row);
  const ended = all.filter((each) => each.closed_at !== null);
  const open = all.filter((each) => each.closed_at === null);
  const rows = (resolved ? ended : open).slice(offset, offset + limit);
  return { open: open.length, resolved: ended.length, rows };
}

const SENDS: Partial<Record<Answer, OperationKind>> = {
  wrong_person: "retrieve",
  another_asset: "reserve",
  take_back: "take_back",
  lend_again: "hand_over",
  put_reserved: "relabel",
  put_available: "restore_label",
  send_again: "hand_over",
};

/** Settles one; what is written is on its way then. */
export function resolve(id: string, given: Answer): Resolved {
  const before = views.get(id);
  if (!before || before.row.closed_at !== null) throw { code: "not_possible" };
  const at = new Date().toISOString();
  const kind = SENDS[given];
  views.set(id, {
    ...before,
    row: { ...before.row, closed_at: at, answer: given },
    answers: [],
    operation: kind ? writing(kind, { sent_at: at }) : null,
    history: [answered(before.row, given, at), ...before.history],
  });
  return kind ? { kind: "sent", operations: ["op-answer"] } : { kind: "here" };
}

/** Snipe-IT confirms what was sent. */
export function confirm(id: string): void {
  const view = views.get(id);
  const { operation } = view ?? {};
  if (!view || !operation) return;
  views.set(id, {
    ...view,
    operation: { ...operation, phase: "done" },
    theirs: { ...view.theirs, state: "reserved", holder: null, label: view.ours?.label ?? null },
  });
}
