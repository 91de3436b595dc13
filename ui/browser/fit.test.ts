/** Everything can be read: with longer words, and at 200 %. */
import { describe, expect } from "vitest";
import { clipped } from "./clipped";
import type { Stage } from "./host";
import { everyScreen, Scene } from "./scene";
import { disturb } from "./screens";
import { AT_200_PERCENT, speak, type Look } from "./window";

const STAGES: Stage[] = ["lab", "welcome"];
const LOOKS: [string, Look][] = [
  ["35 % longer", { pseudo: true }],
  ["at 200 %", { size: AT_200_PERCENT }],
];

describe.each(STAGES)("stage %s", (stage) => {
  const scene = new Scene(stage, async (host) => {
    if (stage !== "lab") return;
    await disturb(host);
    await speak(host, "pt-PT");
  });

  describe.each(LOOKS)("%s", (_, look) => {
    everyScreen(scene, [look], async (page, { name }) => {
      expect(await page.evaluate(clipped), name).toEqual([]);
    });
  });
});
