import { expect, test } from "vitest";
import type { Health, OperationKind, UnitView } from "$lib/bindings";
import { explain } from "./explain";
import { checkedOut, line, operation, unit } from "./samples";
import { historyOf } from "./history";
import { trackOf } from "./track";

const asked = "2026-09-29T16:05:00Z";
const now = Date.parse("2026-10-14T10:29:02Z");
const words = (...args: Parameters<typeof explain>) => explain(...args).join(" ");

test("a decision that waits says how long it can be withdrawn", () => {
  const waiting = unit({ standing: "will_be_approved", operation: operation() });
  expect(words(waiting, { history: [], now })).toMatch(/Helena Duarte .* in 3 s/);
});

test("a decision that waits for the server promises no time", () => {
  const waiting = unit({
    standing: "will_be_approved",
    operation: operation({ waits_for_server: true }),
  });
  expect(words(waiting, { history: [], now })).toMatch(/when Snipe-IT is reachable/);
});

test("what waits names what it waits for, and never reachability while the certificate changed", () => {
  const waits = operation({ kind: "hand_over", waits_for_server: true });
  const waiting = unit({ state: "reserved", standing: "will_be_handed_over", operation: waits });
  const told = (health?: Health) => words(waiting, { history: [], now, health });
  expect(told()).toMatch(/^Will be handed over when Snipe-IT is reachable\..*Helena Duarte/);
  const changed = { problem: { kind: "changed_certificate" }, recovered: false };
  const refused = { state: "refused", last_error: changed } as Health;
  expect(told(refused)).toMatch(
    /^Will be handed over once the server’s new certificate is trusted/,
  );
  expect(told(refused)).not.toMatch(/reachable/);
  const token = { ...refused, last_error: { ...changed, problem: { kind: "token_refused" } } };
  expect(told(token as Health)).toMatch(/^Will be handed over once a new token/);
});

test("what goes at once promises no time to withdraw it", () => {
  const going = operation({ kind: "take_back" });
  const out = unit({ state: "checked_out", standing: "will_be_taken_back", operation: going });
  expect(words(out, { history: [], now })).toMatch(/on its way to Snipe-IT\.$/);
});

test("a refused hand-over is over once the unit is out after all", () => {
  const refusal = { code: "not_free", reason: { why: "held", holder: "Rui" } } as const;
  const operationOf = operation({ kind: "hand_over", phase: "refused", refusal });
  const still = unit({ state: "reserved", standing: "reserved", operation: operationOf });
  expect(words(still, { history: [], now })).toBe("Not handed over: Rui has it.");
  const out = unit({ state: "checked_out", standing: "checked_out", operation: operationOf });
  const seen = [checkedOut("ML-0409", 47388)];
  expect(words(out, { history: seen, now })).toMatch(/^Checked out to Ana Silva/);
});

test("only what moved a unit explains its state, not what was tried since", () => {
  const out = checkedOut("ML-0409", 47388);
  const tried = {
    ...out,
    at: "2026-10-14T10:00:00Z",
    event: {
      kind: "operation",
      operation: "take_back",
      phase: "withdrawn",
      refusal: null,
    } as const,
    evidence: null,
  };
  const still = unit({ state: "checked_out", standing: "checked_out", why: tried });
  expect(words(still, { history: [tried, out], now })).toMatch(/^Checked out to Ana Silva by/);
});

test("a reservation that nobody collected says until when it was held", () => {
  const held = { state: "reserved", standing: "reserved", hold_until: "2026-10-12" } as const;
  const told = (change: Parameters<typeof unit>[0]) => words(unit(change), { history: [], now });
  expect(told({ ...held, hold_over: true })).toBe("Nobody collected it by Mon 12 Oct.");
  expect(told(held)).toBe("");
  expect(told({ ...held, state: "expired", standing: "expired" })).toMatch(/12 Oct/);
});

test.each<[OperationKind, UnitView["state"], RegExp]>([
  ["hand_over", "reserved", /^Handing over, answer lost$/],
  ["take_back", "checked_out", /^Taking back, answer lost$/],
  ["expire", "reserved", /^Releasing, answer lost$/],
])("the way says which answer was lost: %s", (kind, state, here) => {
  const lost = operation({ kind, phase: "in_doubt", sent_at: "2026-10-14T10:29:04Z" });
  const stations = trackOf(unit({ state, standing: "in_doubt", operation: lost }), [], asked);
  expect(stations.find(({ mark }) => mark === "here")?.text).toMatch(here);
  expect(stations.filter(({ mark }) => mark === "behind").at(-1)?.text).toMatch(
    state === "reserved" ? /^Reserved/ : /^Checked out/,
  );
});

test("a lost answer is told as lost, and that it is not sent twice", () => {
  const lost = unit({ standing: "in_doubt", operation: operation({ phase: "in_doubt" }) });
  expect(words(lost, { history: [], now })).toMatch(/may or may not be done.*not send it twice/);
});

test("a refusal stays in sight while the unit is pending again", () => {
  const refusal = { code: "taken_meanwhile", holder: "D. Figueiredo" } as const;
  const refused = unit({ operation: operation({ phase: "refused", refusal }) });
  expect(words(refused, { history: [], now })).toMatch(/^Not reserved: .*D\. Figueiredo/);
});

test("an overdue unit names the day, the holder and the activity", () => {
  const out = checkedOut("ML-0409", 47388);
  const late = unit({ state: "checked_out", standing: "overdue", why: out, due: "2026-10-12" });
  expect(words(late, { history: [out], now })).toMatch(/12 Oct.*Ana Silva by R\. Silva.*#47388/);
});

test("the history of one unit of several is told apart by its tag", () => {
  const asset = { id: 1, tag: "ML-0630", title: "Raspberry Pi 5", location: null };
  const mine = unit({ asset });
  const timeline = [checkedOut("ML-0631", 2), checkedOut("ML-0630", 1)];
  const parted = line({ units: [mine, unit({ id: "unit-2" })] });
  expect(historyOf(mine, parted, timeline).map(({ tag }) => tag)).toEqual(["ML-0630"]);
});

test("the way of an overdue unit ends at the day it was due", () => {
  const late = unit({ state: "checked_out", standing: "overdue", due: "2026-10-12" });
  const stations = trackOf(late, [checkedOut("ML-0409", 47388)], asked);
  expect(stations.find(({ mark }) => mark === "here")?.text).toMatch(/^Due 12 Oct/);
  expect(stations.at(-1)).toMatchObject({ text: "Returned", mark: "ahead" });
});

test("nothing is shown as reserved before it is", () => {
  const lost = unit({
    standing: "in_doubt",
    operation: operation({ phase: "in_doubt", sent_at: "2026-10-14T10:29:04Z" }),
  });
  const reserved = trackOf(lost, [], asked).filter(({ text }) => text === "Reserved");
  expect(reserved.map(({ mark }) => mark)).toEqual(["ahead"]);
});
