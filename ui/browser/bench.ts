/**
 * What a person waits for in a lab of 100,000 assets and 10,000 requisitions: `cargo xtask bench
 * window`. Headless Chromium, the real desk behind it over loopback.
 */
import { loadavg } from "node:os";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser, CDPSession, Page } from "playwright-core";
import { install, type Beside } from "./bench-probe";
import { byName, head, line, type Measured } from "./bench-table";
import { Host } from "./host";
import { keys, launch, open, settled } from "./window";

/** Nobody notices less; DESIGN says the same of a scan. */
const AT_ONCE = 100;

/** Of frames that come sixty times a second. */
const FRAME = 1000 / 60;

/** How often each word is typed. */
const TURNS = 5;

const SCANS = 100;
const STARTS = 30;
const SCROLL = 5_000;

const BOX = "[role=search]";
const LIST = "main section";
const GRID = "[role=grid]";

let host: Host;
let browser: Browser;
let page: Page;
let cdp: CDPSession;

const say = (text: string) => void process.stdout.write(`${text}\n`);

beforeAll(async () => {
  [host, browser] = await Promise.all([Host.start("large"), launch()]);
  page = await open(browser, host, { before: install });
  await page.exposeFunction("beside", beside);
  cdp = await page.context().newCDPSession(page);
  await settled(page);
  say(head(`load ${loadavg()[0]?.toFixed(1)}`));
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

/** Asks the desk past the browser. */
async function beside(command: string, body: string): Promise<Beside> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${host.url}/invoke/${command}`, { method: "POST", headers, body });
  return { status: answer.status, body: await answer.text() };
}

/** A key as the browser gets it from the system, accents included. */
async function press(key: string): Promise<void> {
  const text = key === "Enter" ? "\r" : key;
  const code = /^\d$/.test(key)
    ? `Digit${key}`
    : /^[a-z]$/i.test(key)
      ? `Key${key.toUpperCase()}`
      : key;
  const down = { type: "keyDown", key, code, text, unmodifiedText: text } as const;
  await Promise.all([
    cdp.send("Input.dispatchKeyEvent", down),
    cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key, code }),
  ]);
}

/** Types words letter by letter into the focused field; the field is emptied before each. */
async function typed(selector: string, words: string[], empty: () => Promise<void>) {
  const times: number[] = [];
  for (const word of Array.from({ length: TURNS }, () => words).flat()) {
    await empty();
    for (const letter of word) {
      await page.evaluate(([where]) => window.probe.arm(where, "keydown"), [selector] as const);
      await press(letter);
      const time = await page.evaluate(() => window.probe.painted());
      if (time !== null) times.push(time);
    }
  }
  return times;
}

function report(measured: Measured): void {
  say(line(measured));
  expect(measured.times.length, "nothing changed on the screen").toBeGreaterThan(TURNS);
}

/** The commands behind what was just measured, as the page saw them. */
async function behind(): Promise<void> {
  const took = await page.evaluate(() => window.probe.commands());
  for (const each of byName(took).slice(0, 4)) say(line(each));
}

async function room(key: string): Promise<void> {
  await keys(page, "Escape", "Escape", "g", key);
  await settled(page);
  await page.evaluate(() => window.probe.commands());
}

async function emptied(field: string): Promise<void> {
  await page.locator(field).fill("");
  await settled(page);
}

/** The page alone: the desk has opened its workspace, and says on its own how long that took. */
test("the window's start", async () => {
  const times: number[] = [];
  for (let turn = 0; turn < STARTS; turn++) {
    const fresh = await open(browser, host, { before: install });
    times.push(await fresh.evaluate(() => window.probe.opened()));
    await fresh.close();
  }
  report({ name: "page load to painted Today", times });
});

test("a keystroke in the scan box", async () => {
  await room("r");
  const input = `${BOX} input`;
  await page.locator(input).focus();
  const words = ["osciloscópio", "lab-04", "inês conceição"];
  const times = await typed(BOX, words, () => emptied(input));
  report({ name: "scan box: key to painted results", times, budget: AT_ONCE });
  await behind();
});

test("a keystroke in the search of Equipment", async () => {
  await room("e");
  const field = `${LIST} header input`;
  await page.locator(field).focus();
  const words = ["osciloscópio", "lab-04", "rigol ri1"];
  const times = await typed(LIST, words, () => emptied(field));
  report({ name: "Equipment: key to painted rows", times, budget: AT_ONCE });
  await behind();
  await emptied(field);
});

test("a facet of Equipment", async () => {
  await room("e");
  const boxes = page.getByRole("checkbox");
  const times: number[] = [];
  for (let turn = 0; turn < 50; turn++) {
    // On and off: each shows another list.
    for (let press = 0; press < 2; press++) {
      await page.evaluate(([where]) => window.probe.arm(where, "click"), [LIST] as const);
      await boxes.nth(turn % 10).click();
      const time = await page.evaluate(() => window.probe.painted());
      if (time !== null) times.push(time);
    }
  }
  report({ name: "Equipment: facet to painted rows", times, budget: AT_ONCE });
  await behind();
});

test("a keystroke in the search of Requisitions", async () => {
  await room("r");
  const field = `${LIST} header input`;
  await page.locator(field).focus();
  const times = await typed(LIST, ["robô segu", "drone 12", "r-1042"], () => emptied(field));
  report({ name: "Requisitions: key to painted rows", times, budget: AT_ONCE });
  await behind();
  await emptied(field);
});

/** A scanner's burst: its keys are sent without waiting, five milliseconds apart. */
async function burst(code: string): Promise<number> {
  await page.evaluate(() => window.probe.arm("main", "keydown", "Enter"));
  const shown = page.evaluate((tag) => window.probe.shows(tag), code);
  const sent: Promise<void>[] = [];
  let next = performance.now();
  for (const letter of [...code, "Enter"]) {
    while (performance.now() < next) await new Promise((done) => setImmediate(done));
    sent.push(press(letter));
    next += 5;
  }
  await Promise.all(sent);
  const [, time] = await Promise.all([sent, shown]);
  return time;
}

/** Codes of assets from all over the lab. */
async function codes(offset: number): Promise<string[]> {
  const query = { filter: NOTHING_CHOSEN, sort: "tag", descending: false };
  const found: string[] = [];
  for (let number = 0; number < SCANS; number++) {
    const place = { offset: offset + number * 700, limit: 1 };
    const { rows } = await host.ask("equipment", { query: { ...query, ...place } });
    const tag = rows[0]?.asset.tag;
    if (tag === undefined) throw new Error("the lab is too small");
    found.push(tag);
  }
  return found;
}

async function scans(offset: number, rest: () => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (const code of await codes(offset)) {
    times.push(await burst(code));
    await rest();
  }
  return times;
}

/** Waits until the card has everything that the desk knows by itself. */
const complete = () => page.evaluate(() => window.probe.rested());

const NOTHING_CHOSEN = {
  text: "",
  group: null,
  categories: [],
  locations: [],
  free_throughout: false,
};

test("a scan", async () => {
  await room("t");
  report({ name: "scan to card", times: await scans(0, () => settled(page)), budget: AT_ONCE });
  await behind();
});

test("a scan while Snipe-IT is away", async () => {
  await room("t");
  await host.does({ kind: "go_offline" });
  report({ name: "scan to card, offline", times: await scans(300, complete), budget: AT_ONCE });
  await behind();
  await host.does({ kind: "come_back" });
  await host.ask("refresh");
});

/** Turns the wheel over a list for five seconds. */
async function scrolled(name: string, key: string, notch: number): Promise<void> {
  await room(key);
  const box = await page.locator(GRID).boundingBox();
  if (box === null) throw new Error("there is no list");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(([where]) => window.probe.frames(where), [GRID] as const);
  const until = performance.now() + SCROLL;
  while (performance.now() < until) await page.mouse.wheel(0, notch);
  const rest = await page.evaluate(([where]) => window.probe.stands(where), [GRID] as const);
  const { deltas, empty } = await page.evaluate(() => window.probe.scrolled());
  report({ name: `${name}: between frames`, times: deltas });
  const late = deltas.filter((delta) => delta > 1.5 * FRAME);
  const lost = late.reduce((sum, delta) => sum + Math.round(delta / FRAME) - 1, 0);
  const share = ((100 * lost) / (lost + deltas.length)).toFixed(1);
  const longest = Math.max(0, ...empty).toFixed(0);
  say(`  ${lost} frames dropped of ${lost + deltas.length}: ${share} %`);
  say(`  rows missing ${empty.length} times, at most for ${longest} ms`);
  say(`  rows stood ${rest.toFixed(0)} ms after the last turn of the wheel`);
}

test("scrolling Equipment", () => scrolled("Equipment, wheel for 5 s", "e", 240));
test("flinging Equipment", () => scrolled("Equipment, flung through", "e", 20_000));
test("scrolling Requisitions", () => scrolled("Requisitions, wheel for 5 s", "r", 240));
