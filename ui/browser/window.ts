/** A window on a host: headless Chromium with a theme, a language and a size. */
import { chromium, type Browser, type Page, type Request } from "playwright-core";
import type { Language } from "../src/lib/bindings";
import { changeable } from "../src/lib/settings-change";
import type { Host } from "./host";

/** How a window looks. */
export type Look = {
  theme?: "light" | "dark";
  /** In CSS pixels; 640×400 is what 1280×800 is at 200 %. */
  size?: { width: number; height: number };
  /** What the browser asks for; a workspace has a language of its own. */
  language?: Language;
  /** The person's own few colours, instead of ours. */
  forced?: boolean;
  /** Every message 35 % longer. */
  pseudo?: boolean;
  /** Runs in the page before the window's own code. */
  before?: () => void;
};

export const USUAL = { width: 1280, height: 800 };
export const AT_200_PERCENT = { width: 640, height: 400 };

/** Chromium as Debian installs it; its sandbox needs rights that build machines lack. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
}

/** Opens the window and waits until it shows something. */
export async function open(browser: Browser, host: Host, look: Look = {}): Promise<Page> {
  const { theme = "light", size = USUAL, language = "en", pseudo = false, before } = look;
  const forcedColors = look.forced ? "active" : "none";
  const page = await browser.newPage({
    viewport: size,
    colorScheme: theme,
    reducedMotion: "reduce",
    forcedColors,
    locale: language === "en" ? "en-GB" : language,
  });
  page.on("pageerror", (error) => console.error(`the page: ${error.message}`));
  watch(page);
  if (before) await page.addInitScript(before);
  await page.goto(host.url + (pseudo ? "/?pseudo" : "/"));
  await page.locator("nav, main").first().waitFor();
  return page;
}

const asked = new WeakMap<Page, Set<Request>>();

/** Notes what the window asks the desk. */
function watch(page: Page): void {
  const open = new Set<Request>();
  asked.set(page, open);
  page.on("request", (request) => request.url().includes("/invoke/") && open.add(request));
  page.on("requestfinished", (request) => open.delete(request));
  page.on("requestfailed", (request) => open.delete(request));
}

/** Frames without a question to the desk after which a window is taken to be settled. */
const CALM = 5;

/** Waits until the desk has answered everything, and what it said is drawn. */
export async function settled(page: Page): Promise<void> {
  for (let calm = 0; calm < CALM; calm++) {
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
    if (asked.get(page)?.size) calm = -1;
  }
  await page.evaluate(() => document.fonts.ready);
}

/** Types keys as a person does, one after another. */
export async function keys(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) await page.keyboard.press(name, { delay: 10 });
}

/** How far apart a scanner's keys are, in milliseconds. */
const PACE = 10;

/**
 * A scanner reads a code, outside text fields. A busy browser hands keys on too slowly for one, so
 * they come at once, with the times at which a scanner would have pressed them.
 */
export async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate(
    ([keys, pace]) => {
      const end = performance.now();
      for (const [place, key] of keys.entries()) {
        const pressed = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
        const timeStamp = end - pace * (keys.length - place);
        Object.defineProperty(pressed, "timeStamp", { value: timeStamp });
        (document.activeElement ?? document.body).dispatchEvent(pressed);
      }
    },
    [[...code, "Enter"], PACE] as const,
  );
}

/** The language of the workspace, and with it of every window on it. */
export async function speak(host: Host, language: Language): Promise<void> {
  const change = { ...changeable(await host.ask("settings")), language };
  await host.ask("saveSettings", { change });
}
