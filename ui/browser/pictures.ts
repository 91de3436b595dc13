/** Draws every screen, light and dark, in both languages, into `screenshots/` at the top. */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect } from "vitest";
import type { Stage } from "./host";
import { everyScreen, Scene, THEMES } from "./scene";
import { disturb } from "./screens";
import { speak } from "./window";

const FOLDER = fileURLToPath(new URL("../../screenshots", import.meta.url));
const STAGES: Stage[] = ["lab", "welcome"];
const LANGUAGES = ["en", "pt-PT"] as const;

beforeAll(() => {
  mkdirSync(FOLDER, { recursive: true });
});

describe.each(STAGES)("stage %s", (stage) => {
  const scene = new Scene(stage, async (host) => stage === "lab" && disturb(host));

  describe.each(LANGUAGES)("in %s", (language) => {
    beforeAll(async () => {
      if (stage === "lab") await speak(scene.host, language);
    });

    const looks = THEMES.map((theme) => ({ theme, language }));
    everyScreen(scene, looks, async (page, { name }, { theme }) => {
      const path = `${FOLDER}/${name}-${language}-${theme}.png`;
      expect((await page.screenshot({ path })).length, path).toBeGreaterThan(0);
    });
  });
});
