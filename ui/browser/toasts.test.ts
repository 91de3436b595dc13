/** A toast tells beside the work: it never covers the step of a scanned asset. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { Scene } from "./scene";
import { AT_200_PERCENT, scan, settled, USUAL } from "./window";

const SIZES = [USUAL, { width: 1024, height: 768 }, { width: 800, height: 900 }, AT_200_PERCENT];

const scene = new Scene("lab");

/** Tags of what waits to be handed over. */
async function reserved(): Promise<string[]> {
  const { rows } = (await scene.host.ask("today")).to_hand_over;
  return rows.map(({ asset }) => asset.tag);
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
    const page = await scene.open({ size });
    await page.locator("main h1").first().waitFor();
    await scan(page, tag);
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
