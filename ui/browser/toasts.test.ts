/** A toast tells beside the work: it never covers the step of a scanned asset. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Host } from "./host";
import { AT_200_PERCENT, launch, open, settled, USUAL } from "./window";

const SIZES = [USUAL, { width: 1024, height: 768 }, { width: 800, height: 900 }, AT_200_PERCENT];

let host: Host;
let browser: Browser;

beforeAll(async () => {
  [host, browser] = await Promise.all([Host.start("lab"), launch()]);
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

/** Tags of what waits to be handed over. */
async function reserved(): Promise<string[]> {
  const { rows } = (await host.ask("today")).to_hand_over;
  return rows.map(({ asset }) => asset.tag);
}

/** Looks a code up by hand: on a busy machine a scan would not be fast enough to be one. */
async function typeInto(page: Page, code: string): Promise<void> {
  await page.keyboard.press("/");
  await page.getByRole("combobox").and(page.locator(":focus")).waitFor();
  await page.keyboard.type(code, { delay: 60 });
  await page.getByRole("option").filter({ hasText: code }).first().waitFor();
  await page.keyboard.press("Enter");
}

const step = (page: Page) => page.locator("main .steps button").first();
const toast = (page: Page) => page.locator(".toast").first();

/** How much two things on the page share, in square pixels. */
async function shared(page: Page): Promise<number> {
  const [a, b] = await Promise.all([step(page).boundingBox(), toast(page).boundingBox()]);
  if (!a || !b) throw new Error("one of the two is not there");
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

describe.each(SIZES)("at $width × $height", (size) => {
  test("what was handed over is told beside the next step", async () => {
    const [tag = ""] = await reserved();
    const page = await open(browser, host, { size });
    await page.locator("main h1").first().waitFor();
    await typeInto(page, tag);
    await step(page).and(page.locator(":focus")).waitFor();
    // An Enter right after letters could be a scanner's, and presses nothing.
    await page.waitForTimeout(600);
    await page.keyboard.press("Enter");
    await toast(page).waitFor();
    await settled(page);
    expect(await toast(page).innerText()).toContain(`${tag} handed over`);
    expect(await step(page).innerText()).toContain("Take back");
    expect(await shared(page), "of the step is covered").toBe(0);
    await page.close();
  });
});
