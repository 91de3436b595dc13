/** Draws every screen, light and dark, in both languages, into `screenshots/` at the top. */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { Host, type Stage } from "./host";
import { disturb, SCREENS } from "./screens";
import { launch, open, speak } from "./window";

const FOLDER = fileURLToPath(new URL("../../screenshots", import.meta.url));
const STAGES: Stage[] = ["lab", "welcome"];
const LANGUAGES = ["en", "pt-PT"] as const;

describe.each(STAGES)("stage %s", (stage) => {
  let host: Host;
  let browser: Browser;

  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    [host, browser] = await Promise.all([Host.start(stage), launch()]);
    if (stage === "lab") await disturb(host);
  });
  afterAll(async () => {
    await browser?.close();
    await host?.stop();
  });

  describe.each(LANGUAGES)("in %s", (language) => {
    beforeAll(async () => {
      if (stage === "lab") await speak(host, language);
    });

    test.each(SCREENS.filter((screen) => screen.stage === stage))("$name", async (screen) => {
      await screen.before?.(host);
      try {
        for (const theme of ["light", "dark"] as const) {
          const page = await open(browser, host, { theme, language });
          await screen.go(page, host);
          const path = `${FOLDER}/${screen.name}-${language}-${theme}.png`;
          expect((await page.screenshot({ path })).length, path).toBeGreaterThan(0);
          await page.close();
        }
      } finally {
        await screen.after?.(host);
      }
    });
  });
});
