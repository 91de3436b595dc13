/** Everything can be read: with longer words, and at 200 %. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clipped } from "./clipped";
import { Host, type Stage } from "./host";
import { disturb, SCREENS } from "./screens";
import { AT_200_PERCENT, launch, open, speak, type Look } from "./window";

const STAGES: Stage[] = ["lab", "welcome"];
const LOOKS: [string, Look][] = [
  ["35 % longer", { pseudo: true }],
  ["at 200 %", { size: AT_200_PERCENT }],
];

describe.each(STAGES)("stage %s", (stage) => {
  let host: Host;
  let browser: Browser;

  beforeAll(async () => {
    [host, browser] = await Promise.all([Host.start(stage), launch()]);
    if (stage === "lab") await disturb(host);
    if (stage === "lab") await speak(host, "pt-PT");
  });
  afterAll(async () => {
    await browser?.close();
    await host?.stop();
  });

  describe.each(LOOKS)("%s", (_, look) => {
    test.each(SCREENS.filter((screen) => screen.stage === stage))("$name", async (screen) => {
      await screen.before?.(host);
      try {
        const page = await open(browser, host, look);
        await screen.go(page, host);
        expect(await page.evaluate(clipped), screen.name).toEqual([]);
        await page.close();
      } finally {
        await screen.after?.(host);
      }
    });
  });
});
