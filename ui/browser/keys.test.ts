/** Every key of the map does what the sheet says, in the window itself. */
import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { Scene } from "./scene";
import { keys, settled } from "./window";

const scene = new Scene("lab");
let page: Page;

beforeEach(async () => {
  await page?.close();
  page = await scene.open();
});

const title = () => page.locator("main h1").first();
const focused = () =>
  page.evaluate(
    () => document.activeElement?.getAttribute("role") ?? document.activeElement?.localName,
  );
const chosen = () =>
  page
    .locator("main [role=option][aria-selected=true], main [role=row][aria-selected=true]")
    .first();

/** Longer than an Enter waits behind a letter. */
const unhurried = () => page.waitForTimeout(600);

const ROOMS: [string, RegExp][] = [
  ["t", /November|December|January|2\d|day/i],
  ["i", /Inbox/],
  ["r", /Requisitions/],
  ["e", /Equipment/],
  ["p", /Projects/],
  ["u", /People/],
  ["d", /Discrepancies/],
  ["a", /Activity/],
];

test.each(ROOMS)("G %s goes to its room", async (key, name) => {
  await keys(page, "g", key);
  await expect.poll(() => title().innerText()).toMatch(name);
  await expect.poll(() => page.locator("nav [aria-current=page]").count()).toBe(1);
});

test.each([
  ["h", "To hand over"],
  ["o", "Overdue"],
])("G %s goes to a group of Today", async (key, group) => {
  await keys(page, "g", key);
  const its = page.locator("main section").filter({ hasText: group });
  await its.locator("[role=option][aria-selected=true]").first().waitFor();
});

test("/ and Ctrl+K reach the scan box, and Escape leaves it", async () => {
  await keys(page, "/");
  await expect.poll(focused).toBe("combobox");
  await keys(page, "Escape", "Escape");
  await expect.poll(focused).not.toBe("combobox");
  await keys(page, "Control+k");
  await expect.poll(() => page.locator("[role=combobox]").inputValue()).toBe(">");
});

test("? opens the sheet of keys, and it lists the whole map", async () => {
  await keys(page, "?");
  const sheet = page.getByRole("dialog");
  await sheet.waitFor();
  for (const key of ["Ctrl K", "F5", "Esc", "F6", "Home End", "G T", "G A"]) {
    const caps = key.split(" ").map((cap) => `[data-cap="${cap}"]`);
    for (const cap of caps) expect(await sheet.locator(cap).count(), key).toBeGreaterThan(0);
  }
  await keys(page, "Escape");
  await expect.poll(() => sheet.count()).toBe(0);
});

test("F6 walks the regions and comes round", async () => {
  await keys(page, "g", "i");
  await title().waitFor();
  const places: string[] = [];
  for (let i = 0; i < 6; i++) {
    await keys(page, "F6");
    places.push(
      await page.evaluate(() => {
        const at = document.activeElement;
        const region = at?.closest("header, nav, main, footer, [role=contentinfo], aside");
        return `${region?.localName} ${at?.getAttribute("aria-label") ?? at?.localName}`;
      }),
    );
  }
  expect(new Set(places).size, places.join(" → ")).toBeGreaterThan(3);
});

test("J and K, Home and End move in every list", async () => {
  for (const room of ["i", "r", "e", "p", "u"]) {
    await keys(page, "Escape", "g", room);
    await settled(page);
    await keys(page, "Home");
    await settled(page);
    const at = async () => (await chosen().innerText()).slice(0, 60);
    const first = await at();
    await keys(page, "j");
    await expect.poll(at, { message: `J in room ${room}` }).not.toBe(first);
    await keys(page, "k");
    await expect.poll(at, { message: `K in room ${room}` }).toBe(first);
    await keys(page, "End");
    await expect.poll(at, { message: `End in room ${room}` }).not.toBe(first);
  }
});

test("F filters, and Enter opens what was found", async () => {
  await keys(page, "g", "r");
  await expect.poll(() => title().innerText()).toMatch(/Requisitions/);
  await settled(page);
  await keys(page, "f");
  await expect.poll(focused).toMatch(/input|searchbox/);
  await page.keyboard.type("1042", { delay: 60 });
  await page.getByRole("row").filter({ hasText: "R-1042" }).waitFor();
  await unhurried();
  await keys(page, "Enter", "j");
  await unhurried();
  await keys(page, "Enter");
  await expect.poll(() => title().innerText()).toContain("R-1042");
});

test("A approves a line, Z takes it back before anything is sent", async () => {
  await keys(page, "g", "i");
  await settled(page);
  await keys(page, "a");
  const undo = page.getByRole("button", { name: /Undo/ });
  await undo.waitFor();
  await keys(page, "z");
  await expect.poll(() => undo.count()).toBe(0);
  const query = { waiting: true, offset: 0, limit: 0, find: null };
  await expect.poll(async () => (await scene.host.ask("inbox", { query })).waiting).toBe(0);
});

test("R asks for a reason, 1 to 4 choose one, and Escape decides nothing", async () => {
  await keys(page, "g", "i");
  await settled(page);
  await keys(page, "r");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  const second = dialog.getByRole("button", { name: "Use a bench unit" });
  await keys(page, "2");
  await expect.poll(() => second.getAttribute("aria-pressed")).toBe("true");
  await keys(page, "Escape");
  await expect.poll(() => dialog.count()).toBe(0);
});

test("digits pick assets of a line by model", async () => {
  await keys(page, "g", "i");
  await settled(page);
  await keys(page, "ArrowDown");
  const boxes = page.getByRole("checkbox");
  await boxes.first().waitFor();
  const before = await boxes.nth(2).isChecked();
  await keys(page, "3");
  await expect.poll(() => boxes.nth(2).isChecked()).toBe(!before);
});

test("W opens the chain of evidence, Y copies the tag, N and D ask", async () => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await keys(page, "g", "e");
  await settled(page);
  await keys(page, "j");
  await page.getByRole("complementary").first().waitFor();
  await settled(page);
  await keys(page, "w");
  await page.getByRole("dialog").waitFor();
  await keys(page, "Escape");
  await keys(page, "y");
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^ML-\d{4}$/);
});

test("single keys can be left to Alt", async () => {
  await page.evaluate(() => localStorage.setItem("toolcrib.single-keys", "off"));
  await page.reload();
  await settled(page);
  await keys(page, "g", "e");
  await unhurried();
  expect(await title().innerText()).not.toMatch(/Equipment/);
  await keys(page, "Alt+g", "Alt+e");
  await expect.poll(() => title().innerText()).toMatch(/Equipment/);
});
