import { describe, expect, test } from "vitest";
import type {
  Answer,
  Disagreement,
  DiscrepancyView,
  Evidence,
  OperationView,
  Phase,
  UnitState,
} from "$lib/bindings";
import { views, writing } from "../dev/samples/discrepancies";
import { answerWords } from "./answers";
import { writeText } from "./ended";
import { explained, said } from "./explained";
import { foundText } from "./found";
import { facts } from "./sides";
import { disagreementClause, disagreementTitle } from "./titles";

/** By type, so that a new kind asks for its words here, too. */
const KINDS = Object.keys({
  outside_project: 0,
  out_while_pending: 0,
  out_again: 0,
  automatic_check_in: 0,
  still_held: 0,
  out_here_in_there: 0,
  deleted_while_out: 0,
  asset_gone: 0,
  label_changed: 0,
  free_there: 0,
  label_left: 0,
  unclaimed: 0,
  in_doubt_too_long: 0,
} satisfies Record<Disagreement, 0>) as Disagreement[];

const ANSWERS = Object.keys({
  wrong_person: 0,
  another_asset: 0,
  add_member: 0,
  release_unit: 0,
  accept_loan: 0,
  returned: 0,
  take_back: 0,
  lend_again: 0,
  put_reserved: 0,
  put_available: 0,
  send_again: 0,
  give_up: 0,
  keep: 0,
} satisfies Record<Answer, 0>) as Answer[];

const sample = (id: string): DiscrepancyView => views.get(id) as DiscrepancyView;
const wrongPerson = sample("d1");
const unclaimed = sample("d4");
const now = new Date("2026-11-21T10:47:00Z");

function about(kind: Disagreement, state?: UnitState): DiscrepancyView {
  const { row, ours } = wrongPerson;
  return {
    ...wrongPerson,
    row: { ...row, about: kind },
    ours: ours && state ? { ...ours, state } : ours,
  };
}

const whole = (text: string): void => {
  expect(text).not.toMatch(/undefined|null|[{}]|^$|R- |line 0/);
};

describe("every disagreement", () => {
  test("has a heading, a clause and a sentence of its own", () => {
    for (const say of [
      disagreementTitle,
      disagreementClause,
      (kind: Disagreement) => said(about(kind)),
    ]) {
      const texts = KINDS.map(say);
      texts.forEach(whole);
      expect(new Set(texts).size).toBe(KINDS.length);
    }
  });

  test("says what Snipe-IT shows, whatever is not known of it", () => {
    for (const kind of KINDS) {
      whole(explained(about(kind)));
      const { theirs } = wrongPerson;
      whole(explained({ ...about(kind), theirs: { ...theirs, holder: null, label: null } }));
      whole(explained({ ...unclaimed, row: { ...unclaimed.row, about: kind } }));
    }
  });

  test("names the person, the holder and the project", () => {
    expect(explained(wrongPerson)).toBe(
      "It was reserved for Gonçalo Araújo. Snipe-IT shows it with Hugo Teixeira, " +
        "who is not a member of Osciloscópio de baixo custo.",
    );
    expect(explained(about("outside_project", "checked_out"))).toMatch(/^It was out with Gonçalo/);
  });
});

test("a lost answer is told by what was being done", () => {
  expect(said(sample("d5"))).toBe("Nobody knows whether Câmara OAK-D was handed over");
});

describe("every answer", () => {
  const STATES: UnitState[] = ["pending", "reserved", "checked_out", "returned"];

  test("says what happened and what it does, in each state and without a line", () => {
    for (const answer of ANSWERS) {
      for (const view of [...STATES.map((state) => about("outside_project", state)), unclaimed]) {
        const lines = view.row.line ? ["title", "does", "writes"] : ["title", "writes"];
        const words = answerWords({ answer, writes: 0, other: null }, view);
        for (const part of lines) whole(words[part as keyof typeof words]);
      }
    }
  });

  test("says how much it writes", () => {
    const writes = (count: number) =>
      answerWords({ answer: "keep", writes: count, other: null }, wrongPerson).writes;
    expect([0, 1, 2].map(writes)).toEqual([
      "Only Toolcrib changes",
      "1 write to Snipe-IT",
      "2 writes to Snipe-IT",
    ]);
  });

  test("names the asset that takes the other's place", () => {
    const [, another] = wrongPerson.answers;
    expect(another && answerWords(another, wrongPerson).does).toBe(
      "ML-0377 stays with Hugo Teixeira. Line 2 takes ML-0378, available now.",
    );
  });

  test("that puts a label back names the label", () => {
    const [put] = sample("d3").answers;
    expect(put && answerWords(put, sample("d3")).does).toBe("ML-0224 gets the label Disponível.");
  });
});

describe("the table of both sides", () => {
  const differing = (view: DiscrepancyView) =>
    facts(view, now)
      .filter((fact) => fact.differs)
      .map((fact) => fact.name);

  test("marks what differs, and nothing else", () => {
    expect(differing(wrongPerson)).toEqual(["State", "Person"]);
    expect(differing(sample("d2"))).toEqual(["State", "Label"]);
    expect(differing(sample("d3"))).toEqual(["State", "Label"]);
  });

  test("has one side where no unit is concerned", () => {
    expect(differing(unclaimed)).toEqual([]);
    expect(facts(unclaimed, now).every((fact) => fact.ours === undefined)).toBe(true);
  });

  test("does not take an asset that was never read for a difference", () => {
    const theirs = { ...wrongPerson.theirs, state: "unknown" as const, holder: null };
    expect(differing({ ...wrongPerson, theirs })).toEqual([]);
  });
});

describe("a write", () => {
  const ended = (answer: Answer | null, phase: Phase, more: Partial<OperationView> = {}) => {
    const row = { ...wrongPerson.row, closed_at: now.toISOString(), answer };
    const operation = writing("relabel", { phase, ...more });
    return writeText({ ...wrongPerson, row, operation })?.stands;
  };

  test("that the answer led to says where it stands, in every phase", () => {
    const phases: Record<Phase, RegExp> = {
      waiting: /^About to be sent/,
      sending: /^Waits for its turn/,
      in_doubt: /will not be sent twice\.$/,
      done: /^Done\. Snipe-IT confirmed it\.$/,
      refused: /^Not done\./,
      withdrawn: /^Withdrawn/,
      escalated: /^Nobody could tell/,
    };
    for (const [phase, words] of Object.entries(phases)) {
      expect(ended("put_reserved", phase as Phase)).toMatch(words);
    }
    expect(ended("put_reserved", "waiting", { waits_for_server: true })).toMatch(/^Waits until/);
    const refusal = { code: "forbidden" } as const;
    expect(ended("put_reserved", "refused", { refusal })).toMatch(/^Not done\. The token may not/);
  });

  test("that has nothing to do with the answer is not taken for it", () => {
    expect(ended("keep", "sending")).toBeUndefined();
    expect(ended(null, "sending")).toBeUndefined();
  });
});

test("where it was found is told, with seconds on the same day", () => {
  const at = new Date(2026, 10, 21, 9, 41, 20).toISOString();
  const later = new Date(2026, 10, 21, 10, 47);
  const row: Evidence = { kind: "activity", id: 48190, at, target: null, by: null };
  const seen: Evidence = { kind: "asset_seen", asset: 1, read_at: at, fact: "free", holder: null };
  expect(foundText(at, row, later)).toBe("found 09:41:20 in activity #48190");
  expect(foundText(at, seen, later)).toBe("found 09:41:20 by comparing");
  expect(foundText(at, null, new Date(2026, 10, 23, 10, 0))).toBe("found Sat 09:41");
});
