/** No screen breaks a rule of accessibility that a machine can check, in any look. */
import axe from "axe-core";
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import type { Language } from "../src/lib/bindings";
import type { Stage } from "./host";
import { everyScreen, Scene, THEMES } from "./scene";
import { disturb } from "./screens";
import { speak } from "./window";

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
    const scene = new Scene(stage, async (host) => {
      if (stage !== "lab") return;
      await speak(host, language);
      await disturb(host);
    });
    const looks = THEMES.map((theme) => ({ theme, language }));
    everyScreen(scene, looks, async (page, { name }, { theme }) => {
      expect(await page.locator("html").getAttribute("lang"), "the language").toBe(language);
      expect(await violations(page), `${name}, ${theme}`).toEqual([]);
    });
  });
}
