/** Every screen, how to get there, and the picture it is looked at beside. */
import type { Locator, Page } from "playwright-core";
import type { UnitView } from "../src/lib/bindings";
import type { Host, Stage } from "./host";
import { keys, scan, settled } from "./window";

/** A screen. */
export type Screen = {
  name: string;
  stage: Stage;
  /** Brings the world to where the screen has something to show; runs once per screen. */
  before?: (host: Host) => Promise<void>;
  /** Brings the window there from wherever it opened. */
  go: (page: Page, host: Host) => Promise<void>;
  /** Undoes what `before` did to the world. */
  after?: (host: Host) => Promise<void>;
};

/** An Enter sooner after a letter could be a scanner's, and presses nothing. */
const SLOWER_THAN_A_SCANNER = 600;

/** Presses keys, and waits until that brought about what it should. */
async function press(page: Page, names: string[], until: Locator): Promise<void> {
  if (names.includes("Enter")) await page.waitForTimeout(SLOWER_THAN_A_SCANNER);
  await keys(page, ...names);
  await until.first().waitFor({ timeout: 10_000 });
}

const main = (page: Page) => page.locator("main");
const title = (page: Page) => main(page).getByRole("heading", { level: 1 });
const selected = (page: Page) => main(page).locator("[aria-selected=true], [aria-current=true]");
const dialog = (page: Page) => page.getByRole("dialog");

/** A room of the lab, by its two keys. */
const room = (name: string, second: string, more?: Screen["go"]): Screen => ({
  name,
  stage: "lab",
  go: async (page, host) => {
    await press(page, ["Escape", "g", second], title(page));
    await settled(page);
    await more?.(page, host);
    await settled(page);
  },
});

/** Units that stand so, and nothing is open about them. */
async function unitsOf(
  host: Host,
  filter: "reserved" | "checked_out" | "overdue",
): Promise<UnitView[]> {
  const query = { filter, text: "", project: null, person: null, offset: 0, limit: 50 };
  const { rows } = await host.ask("requisitions", { query });
  const views = await Promise.all(rows.map(({ id }) => host.ask("requisition", { id })));
  const units = views.flatMap(({ lines }) => lines.flatMap((line) => line.units));
  const state = filter === "reserved" ? "reserved" : "checked_out";
  return units.filter(
    (unit) =>
      unit.state === state &&
      !["discrepancy", "in_doubt"].includes(unit.standing) &&
      (filter !== "overdue" || unit.standing === "overdue"),
  );
}

/** Their assets. */
async function tagsOf(
  host: Host,
  filter: "reserved" | "checked_out" | "overdue",
): Promise<string[]> {
  const units = await unitsOf(host, filter);
  return units.flatMap(({ asset }) => (asset ? [asset.tag] : []));
}

/** Snipe-IT and the workspace disagree about two assets, and an answer was lost. */
export async function disturb(host: Host): Promise<void> {
  const [relabelled, lent] = await tagsOf(host, "reserved");
  const outsider = await outsiderTo(host, lent ?? "");
  await host.does({ kind: "put_label", tag: relabelled ?? "", label: "In Repair" });
  await host.does({ kind: "check_out", tag: lent ?? "", email: outsider });
  await host.ask("refresh");
  await loseAnAnswer(host);
  const query = { resolved: false, offset: 0, limit: 1 };
  await until(async () => (await host.ask("discrepancies", { query })).open >= 2);
}

/** Somebody who has nothing to do with the project that reserved the asset. */
async function outsiderTo(host: Host, tag: string): Promise<string> {
  const query = { filter: "reserved", text: "", project: null, person: null, offset: 0, limit: 50 };
  const { rows } = await host.ask("requisitions", { query });
  const views = await Promise.all(rows.map(({ id }) => host.ask("requisition", { id })));
  const view = views.find(({ lines }) =>
    lines.some(({ units }) => units.some(({ asset }) => asset?.tag === tag)),
  );
  if (!view) throw new Error(`nobody reserved ${tag || "anything"}`);
  const { members } = await host.ask("project", { id: view.project.id });
  const insiders = new Set(members.map(({ person }) => person));
  const people = await host.ask("people", { text: "", limit: 200 });
  const found = people.find(({ id, user }) => user !== null && !insiders.has(id));
  if (!found) throw new Error("everybody is in the project");
  return found.email;
}

/** A hand-over was sent, and its answer never came: it stays in doubt for 26 minutes. */
async function loseAnAnswer(host: Host): Promise<void> {
  const unit = (await unitsOf(host, "reserved")).at(-1);
  if (!unit) throw new Error("nothing is reserved");
  await host.does({ kind: "lose_hand_over" });
  await host.ask("handOver", { loans: [{ unit: unit.id, to: null }] });
  await until(async () => (await host.ask("today")).in_doubt.count > 0);
}

/** What is in doubt. */
async function doubt(host: Host): Promise<{ tag: string; number: number }> {
  const [row] = (await host.ask("today")).in_doubt.rows;
  if (!row?.asset || !row.line) throw new Error("nothing is in doubt");
  return { tag: row.asset.tag, number: row.line.number };
}

async function until(so: () => Promise<boolean>): Promise<void> {
  const ends = Date.now() + 45_000;
  while (!(await so())) {
    if (Date.now() > ends) throw new Error("it does not come about");
    await new Promise((later) => setTimeout(later, 200));
  }
}

/** The oldest of them stands in the requisition with the most lines. */
const scanned = (name: string, filter: "reserved" | "checked_out" | "overdue"): Screen => ({
  name,
  stage: "lab",
  go: async (page, host) => {
    const tag = (await tagsOf(host, filter)).at(-1) ?? "";
    await press(page, ["Escape", "g", "t"], title(page));
    await scansAsset(page, tag);
  },
});

/** A scanner reads a code, a while after the last key. */
async function scans(page: Page, code: string): Promise<void> {
  await page.waitForTimeout(SLOWER_THAN_A_SCANNER);
  await scan(page, code);
}

/** And its card is on the screen. */
async function scansAsset(page: Page, tag: string): Promise<void> {
  await scans(page, tag);
  await main(page).locator("[data-region=detail]").getByText(tag, { exact: true }).waitFor();
  await settled(page);
}

/** Types a code into the scan box by hand. */
async function lookUp(page: Page, code: string): Promise<void> {
  await press(page, ["/"], page.locator("header input:focus, [role=combobox]:focus"));
  await page.keyboard.type(code, { delay: 60 });
  await settled(page);
  await keys(page, "Enter");
  await settled(page);
}

/** What the rooms of a connected workspace look like. */
const ROOMS: Screen[] = [
  room("01-today", "t"),
  room("02-inbox", "i"),
  room("02b-inbox-model", "i", (page) => keys(page, "ArrowDown")),
  scanned("03-scan", "reserved"),
  scanned("03c-scan-overdue", "overdue"),
  {
    name: "03d-scan-nothing",
    stage: "lab",
    go: async (page) => {
      await press(page, ["Escape", "g", "t"], title(page));
      await scans(page, "ML'9412");
      await main(page).getByText("9412").first().waitFor();
      await settled(page);
    },
  },
  {
    name: "03e-scan-in-doubt",
    stage: "lab",
    go: async (page, host) => {
      await press(page, ["Escape", "g", "t"], title(page));
      await scansAsset(page, (await doubt(host)).tag);
    },
  },
  room("03b-palette", "i", async (page) => {
    await press(page, ["/"], page.locator("[role=combobox]:focus"));
    await page.keyboard.type("rigol", { delay: 120 });
    await page.getByRole("option").first().waitFor();
  }),
  room("03f-commands", "i", (page) => press(page, ["Control+k"], page.getByRole("option"))),
  room("04-equipment", "e", async (page) => {
    await page.getByRole("row").nth(2).click();
    await page.getByRole("complementary").first().waitFor();
  }),
  room("04c-equipment-marked", "e", async (page) => {
    for (const nth of [2, 4]) {
      await page.getByRole("row").nth(nth).click();
      await settled(page);
      // In a small window the drawer lies over the list.
      await keys(page, "x");
      await page.waitForTimeout(SLOWER_THAN_A_SCANNER);
      await press(
        page,
        ["Escape"],
        page.getByRole("checkbox", { name: /ML-/, checked: true }).nth(nth / 2 - 1),
      );
    }
  }),
  room("05-projects", "p"),
  room("05b-project", "p", async (page) => {
    await page.getByRole("row").filter({ hasText: "LoRa" }).first().click();
    await press(page, ["Enter"], title(page).filter({ hasText: "LoRa" }));
  }),
  room("05c-people", "u"),
  room("05d-person", "u", async (page) => {
    await press(page, ["j"], selected(page));
    const name = (await selected(page).first().innerText()).split("\n")[0] ?? "";
    await press(page, ["Enter"], title(page).filter({ hasText: name }));
  }),
  room("06-requisitions", "r"),
  room("06b-requisition", "r", async (page) => {
    await page.getByRole("button", { name: "R-1042" }).click();
    await title(page).filter({ hasText: "R-1042" }).waitFor();
  }),
  room("06e-requisition-in-doubt", "r", async (page, host) => {
    const { number } = await doubt(host);
    await lookUp(page, `#${number}`);
    await title(page)
      .filter({ hasText: `R-${number}` })
      .waitFor();
  }),
  room("04b-equipment-in-doubt", "e", async (page, host) => {
    await page
      .getByRole("textbox")
      .first()
      .fill((await doubt(host)).tag);
    await settled(page);
    await page.getByRole("row").nth(1).click();
    await page.getByRole("complementary").first().waitFor();
  }),
  room("06c-new-requisition", "r", (page) => press(page, ["n"], page.locator("main input"))),
  room("06d-new-project", "p", (page) => press(page, ["n"], page.locator("main textarea"))),
  room("07-activity", "a"),
  room("08-discrepancies", "d"),
  room("12-settings", "t", (page) => press(page, ["Control+,"], page.locator("main h2"))),
  room("13-keys", "i", (page) => press(page, ["?"], dialog(page))),
  room("13b-reject", "i", (page) => press(page, ["r"], dialog(page))),
  room("13c-why", "i", (page) => press(page, ["w"], dialog(page))),
];

/** The weather clears, and the desk has noticed. */
async function recovered(host: Host): Promise<void> {
  await host.does({ kind: "come_back" });
  await host.ask("refresh");
  await until(async () => (await host.ask("health")).state === "live");
}

/** The same rooms in bad weather. */
const WEATHER: Screen[] = [
  {
    ...room("11-offline", "i"),
    before: async (host) => {
      await host.does({ kind: "go_offline" });
      await host.ask("refresh");
      await until(async () => (await host.ask("health")).state === "offline");
    },
    after: recovered,
  },
  {
    ...room("11b-throttled", "i"),
    before: async (host) => {
      await host.does({ kind: "throttle", seconds: 15 });
      await host.ask("refresh");
      await until(async () => (await host.ask("health")).state === "throttled");
    },
    after: recovered,
  },
];

const SETUP: Screen[] = [
  { name: "09-welcome", stage: "welcome", go: settled },
  {
    name: "09b-connection",
    stage: "welcome",
    go: async (page) => {
      await page.getByRole("button").first().click();
      await settled(page);
    },
  },
  {
    name: "09c-permissions",
    stage: "welcome",
    go: async (page, host) => {
      await page.getByRole("button").first().click();
      const fields = page.getByRole("textbox");
      await fields.first().fill(host.snipeIt.address);
      await keys(page, "Enter");
      const token = page.locator("input[type=password]:enabled");
      await token.waitFor();
      await token.fill(host.snipeIt.token);
      await keys(page, "Enter");
      await page.getByRole("combobox").nth(1).waitFor();
      await settled(page);
    },
  },
];

/** All of them, the ones of a stage together. */
export const SCREENS: Screen[] = [...ROOMS, ...WEATHER, ...SETUP];
