import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

type Told = (event: { payload: { topics: string[] } }) => void;
type List = { total: number; rows: string[] };

const told = vi.hoisted(() => [] as Told[]);

vi.mock("@tauri-apps/api/event", () => ({
  listen: (_name: string, callback: Told) => {
    told.push(callback);
    return Promise.resolve(() => void told.splice(told.indexOf(callback), 1));
  },
}));

const { Rows } = await import("./rows.svelte");

const TOTAL = 100_000;
const SCREEN = 40;

/** A core that answers when the test says so. */
class SlowCore {
  /** What was asked, in order. */
  asked: { text: string; offset: number; limit: number }[] = [];
  /** The most questions that waited at the same time. */
  most = 0;
  total = TOTAL;
  #waiting: { answer: () => void; fail: () => void }[] = [];

  ask(text: string, offset: number, limit: number): Promise<List> {
    this.asked.push({ text, offset, limit });
    return new Promise((done, failed) => {
      const length = Math.max(0, Math.min(limit, this.total - offset));
      const rows = Array.from({ length }, (_, i) => `${text}${offset + i}`);
      const answer = () => done({ total: this.total, rows });
      this.#waiting.push({ answer, fail: () => failed(new Error("away")) });
      this.most = Math.max(this.most, this.#waiting.length);
    });
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Answers the question that waits longest. */
  async answer(): Promise<void> {
    this.#waiting.shift()?.answer();
    await settled();
  }

  async fail(): Promise<void> {
    this.#waiting.shift()?.fail();
    await settled();
  }

  async answerAll(): Promise<void> {
    while (this.waiting > 0) await this.answer();
  }
}

const settled = () => new Promise((done) => setTimeout(done));
const change = () => told.forEach((tell) => tell({ payload: { topics: ["mirror"] } }));

let core: SlowCore;
let rows: InstanceType<typeof Rows<List>>;
let text = $state("");
let stop: () => void;

/** The screen is there by now; everything that follows from it was done. */
async function shows(offset: number, length = SCREEN): Promise<void> {
  rows.need(offset, length);
  await settled();
}

const last = () => core.asked.at(-1);
const onScreen = (offset: number) =>
  Array.from({ length: SCREEN }, (_, i) => rows.at(offset + i)).every((row) => row !== undefined);

beforeEach(async () => {
  text = "";
  core = new SlowCore();
  stop = $effect.root(() => {
    rows = new Rows<List>("equipment", (offset, limit) => core.ask(text, offset, limit));
  });
  flushSync();
  await core.answer();
  await shows(0);
  await core.answerAll();
});

afterEach(() => stop());

it("is flung over many pages with one question under way, and asks next where it is by then", async () => {
  for (let offset = 500; offset <= 50_000; offset += 500) await shows(offset);
  expect(core.most, "questions at the same time").toBe(1);
  await core.answer();
  expect(last()?.offset, "the newest place comes next").toBe(50_000);
  await core.answer();
  expect(onScreen(50_000)).toBe(true);
  expect(core.asked.length, "a hundred places were passed").toBeLessThan(5);
});

it("shows rows while the wheel still turns, wherever an answer meets the screen", async () => {
  let seen = 0;
  for (let place = 10_000; place < 90_000; place += 1_000) {
    await shows(place);
    // A place stays for about two answers, as under a hand.
    await core.answer();
    await core.answer();
    if (onScreen(place)) seen++;
  }
  expect(core.most).toBe(1);
  expect(seen, "places with rows, of eighty").toBe(80);
});

it("keeps what is near, and asks only for what is missing there", async () => {
  await shows(30);
  await core.answerAll();
  expect(rows.at(0)).toBe("0");
  const asked = core.asked.length;
  await shows(0);
  await core.answerAll();
  expect(core.asked.length, "what is at hand is not asked for again").toBe(asked);
  const places = core.asked.flatMap(({ offset, limit }) =>
    Array.from({ length: limit }, (_, i) => offset + i),
  );
  expect(new Set(places).size, "no row was asked for twice").toBe(places.length);
});

it("reads on where the person scrolls, and lets go what is far", async () => {
  for (let offset = 0; offset <= 1_000; offset += 10) {
    await shows(offset);
    await core.answerAll();
    expect(onScreen(offset), `at ${offset}`).toBe(true);
    expect(onScreen(offset + 10), `before it is there: ${offset + 10}`).toBe(true);
  }
  expect(rows.at(0)).toBeUndefined();
  for (let offset = 1_000; offset >= 0; offset -= 10) {
    await shows(offset);
    await core.answerAll();
    expect(onScreen(Math.max(0, offset - 10)), `above ${offset}`).toBe(true);
  }
});

it("asks at once for another list, and does not mix it with the former one", async () => {
  await shows(60);
  expect(core.waiting).toBe(1);
  text = "scope ";
  flushSync();
  expect(core.waiting, "the former answer is not waited for").toBe(2);
  await core.answer();
  expect(rows.at(99), "it was overtaken").toBeUndefined();
  await core.answerAll();
  expect(rows.at(60)).toBe("scope 60");
  expect(rows.at(0), "a row of the former list").toBeUndefined();
});

it("asks once for the beginning of another list", async () => {
  await shows(5_000);
  await core.answerAll();
  const asked = core.asked.length;
  text = "scope ";
  rows.need(0, SCREEN);
  await core.answerAll();
  expect(core.asked.slice(asked)).toEqual([{ text: "scope ", offset: 0, limit: 50 }]);
});

it("reads again after a change, once for all that came while it was asking", async () => {
  change();
  change();
  change();
  expect(core.waiting).toBe(1);
  await core.answer();
  expect(core.waiting, "what changed meanwhile is read once more").toBe(1);
  await core.answerAll();
  expect(core.waiting).toBe(0);
});

it("comes to rest when the list has ended before the screen", async () => {
  await shows(TOTAL - SCREEN);
  await core.answerAll();
  core.total = 10;
  change();
  await core.answerAll();
  expect(rows.total).toBe(10);
  await shows(0, 10);
  await core.answerAll();
  expect(rows.at(9)).toBe("9");
  expect(core.waiting).toBe(0);
});

it("keeps what it has when more of it cannot be read, and tries again with the next move", async () => {
  await shows(5_000);
  await core.fail();
  expect(rows.at(0)).toBe("0");
  expect(core.waiting, "it does not ask on and on").toBe(0);
  await shows(5_001);
  await core.answerAll();
  expect(onScreen(5_001)).toBe(true);
});
