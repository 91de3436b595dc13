/** What the token may not do is absent: no button, no key, no line of the key sheet, no command. */
import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Scene } from "./scene";
import { SCREENS } from "./screens";
import { keys, settled } from "./window";

const scene = new Scene("lab", async (host) => {
  await host.does({ kind: "only_look" });
  const { rights } = await host.ask("checkRights");
  expect(rights.check_out, "the token may only look").toBe("missing");
});
let page: Page;

beforeEach(async () => {
  page = await scene.open();
});
afterEach(() => page.close());

const show = async (name: string) => {
  const screen = SCREENS.find((each) => each.name === name);
  if (!screen) throw new Error(`there is no screen ${name}`);
  await screen.go(page, scene.host);
};
const buttons = (name: RegExp) => page.getByRole("main").getByRole("button", { name }).count();
const why = (text: RegExp) => page.getByRole("main").getByText(text).first().waitFor();
/** Asks Snipe-IT to write, had a key done so. */
const decided = async () => (await scene.host.ask("health")).queue;

/** Longer than a key that writes waits for a scanner's next one. */
const unhurried = () => page.waitForTimeout(600);

test("a reserved asset leads to its page in Snipe-IT, and says why", async () => {
  await show("03-scan");
  expect(await buttons(/hand over|release|someone else/i)).toBe(0);
  await page
    .getByRole("main")
    .getByRole("button", { name: /Open in Snipe-IT/ })
    .waitFor();
  await why(/may not check out/);
  for (const key of ["h", "l", "m"]) await keys(page, key);
  await unhurried();
  await settled(page);
  expect([await page.getByRole("dialog").count(), await decided()]).toEqual([0, 0]);
});

test("what is out cannot be taken back", async () => {
  await show("03c-scan-overdue");
  expect(await buttons(/take back/i)).toBe(0);
  await why(/may not check in/);
});

test("requests can be read and rejected, and not approved", async () => {
  await show("02-inbox");
  expect(await buttons(/approve|use ML-/i)).toBe(0);
  expect(await buttons(/reject/i)).toBeGreaterThan(0);
  await why(/may not change labels/);
  await keys(page, "Shift+A", "a");
  await unhurried();
  expect(await decided()).toBe(0);
});

test("Today says what cannot be done from here, and its keys do nothing", async () => {
  await show("01-today");
  await why(/may not check out/);
  await why(/may not check in/);
  await keys(page, "2");
  await unhurried();
  await keys(page, "h");
  await unhurried();
  expect(await decided()).toBe(0);
});

test("neither the key sheet nor the commands know of it", async () => {
  await show("13-keys");
  const sheet = await page.getByRole("dialog").innerText();
  for (const gone of ["Approve line", "Hand over", "Take back", "Release"]) {
    expect(sheet, gone).not.toContain(gone);
  }
  expect(sheet).toContain("Reject line");
  await keys(page, "Escape");
  await show("03f-commands");
  expect(await page.getByRole("option", { name: /hand over|take back/i }).count()).toBe(0);
});

test("with the right given back everything is there again, without a restart", async () => {
  await show("03-scan");
  await scene.host.does({ kind: "do_anything" });
  await scene.host.ask("checkRights");
  await page
    .getByRole("main")
    .getByRole("button", { name: /hand over/i })
    .waitFor();
});
