/** No screen breaks a rule of accessibility that a machine can check, in any look. */
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Language } from "../src/lib/bindings";
import { Host, type Stage } from "./host";
import { disturb, SCREENS } from "./screens";
import { launch, open, speak } from "./window";

/** Rules and the places that break them, with what axe says of each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    return (await axe.run(document, { resultTypes: ["violations"] })).violations;
  });
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")}: ${failureSummary}`),
  );
}

/** Checks every screen of a stage in one language, light and dark, contrast included. */
export function isAccessible(stage: Stage, language: Language): void {
  describe(`stage ${stage} in ${language}`, () => {
    let host: Host;
    let browser: Browser;

    beforeAll(async () => {
      [host, browser] = await Promise.all([Host.start(stage), launch()]);
      if (stage !== "lab") return;
      await speak(host, language);
      await disturb(host);
    });
    afterAll(async () => {
      await browser?.close();
      await host?.stop();
    });

    test.each(SCREENS.filter((screen) => screen.stage === stage))("$name", async (screen) => {
      await screen.before?.(host);
      try {
        for (const theme of ["light", "dark"] as const) {
          const page = await open(browser, host, { theme, language });
          await screen.go(page, host);
          expect(await page.locator("html").getAttribute("lang"), "the language").toBe(language);
          expect(await violations(page), `${screen.name}, ${theme}`).toEqual([]);
          await page.close();
        }
      } finally {
        await screen.after?.(host);
      }
    });
  });
}
