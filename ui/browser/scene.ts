/** What the tests of a file share: a host, a browser, and every screen that there is to look at. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { Host, type Stage } from "./host";
import { SCREENS, type Screen } from "./screens";
import { launch, open, type Look } from "./window";

/** Light and dark. */
export const THEMES = ["light", "dark"] as const;

/** A host and a browser for the tests around it; both end with the last one. */
export class Scene {
  #host?: Host;
  #browser?: Browser;

  constructor(
    readonly stage: Stage,
    prepare?: (host: Host) => Promise<unknown>,
  ) {
    beforeAll(async () => {
      [this.#host, this.#browser] = await Promise.all([Host.start(stage), launch()]);
      await prepare?.(this.#host);
    });
    afterAll(async () => {
      await this.#browser?.close();
      await this.#host?.stop();
    });
  }

  get host(): Host {
    if (!this.#host) throw new Error("the host starts with the first test");
    return this.#host;
  }

  /** Opens a window on it. */
  open(look?: Look): Promise<Page> {
    if (!this.#browser) throw new Error("the browser starts with the first test");
    return open(this.#browser, this.host, look);
  }
}

/** Looks at a screen in each of its looks. */
export type Check = (page: Page, screen: Screen, look: Look) => Promise<unknown>;

/** Tests every screen of the stage, or those with these names, in every look. */
export function everyScreen(scene: Scene, looks: Look[], check: Check, names?: string[]): void {
  const screens = SCREENS.filter(
    ({ stage, name }) => stage === scene.stage && (names?.includes(name) ?? true),
  );
  test.each(screens)("$name", async (screen) => {
    await screen.before?.(scene.host);
    try {
      for (const look of looks) {
        const page = await scene.open(look);
        await screen.go(page, scene.host);
        await check(page, screen, look);
        await page.close();
      }
    } finally {
      await screen.after?.(scene.host);
    }
  });
}
