import { expect, test } from "vitest";
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

test("a lost answer is told as lost, and that it is not sent twice", () => {
  const lost = unit({ standing: "in_doubt", operation: operation({ phase: "in_doubt" }) });
  expect(words(lost, { history: [], now })).toMatch(/may or may not be done.*not send it twice/);
});

test("a refusal stays in sight while the unit is pending again", () => {
  const refusal = { code: "taken_meanwhile", holder: "D. Figueiredo" } as const;
  const refused = unit({ operation: operation({ phase: "refused", refusal }) });
  expect(words(refused, { history: [], now })).toMatch(/^Not done: .*D\. Figueiredo/);
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
