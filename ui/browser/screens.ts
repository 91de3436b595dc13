/** Every screen, how to get there, and the picture it is looked at beside. */
import type { Page } from "playwright-core";
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

/** A room of the lab, by its two keys. */
const room = (name: string, second: string, more?: Screen["go"]): Screen => ({
  name,
  stage: "lab",
  go: async (page, host) => {
    await keys(page, "Escape", "g", second);
    await page.locator("main").getByRole("heading").first().waitFor();
    await more?.(page, host);
    await settled(page);
  },
});

/** The tag of some unit that stands so. */
async function tagOf(host: Host, filter: "reserved" | "checked_out" | "overdue"): Promise<string> {
  const query = { filter, text: "", project: null, person: null, offset: 0, limit: 20 };
  const { rows } = await host.ask("requisitions", { query });
  const state = filter === "reserved" ? "reserved" : "checked_out";
  for (const { id } of rows) {
    const { lines } = await host.ask("requisition", { id });
    const unit = lines.flatMap(({ units }) => units).find((each) => each.state === state);
    if (unit?.asset) return unit.asset.tag;
  }
  throw new Error(`no unit is ${filter}`);
}

const scanned = (name: string, filter: "reserved" | "checked_out" | "overdue"): Screen => ({
  name,
  stage: "lab",
  go: async (page, host) => {
    await keys(page, "Escape", "g", "t");
    await scan(page, await tagOf(host, filter));
    await page.locator("main").getByRole("heading", { level: 1 }).waitFor();
    await settled(page);
  },
});

const first = (page: Page) => keys(page, "j");

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
      await keys(page, "Escape", "g", "t");
      await scan(page, "ML'9412");
      await settled(page);
    },
  },
  room("03b-palette", "i", async (page) => {
    await keys(page, "/");
    await page.keyboard.type("rigol", { delay: 80 });
    await page.getByRole("option").first().waitFor();
  }),
  room("03e-commands", "i", (page) => keys(page, "Control+k")),
  room("04-equipment", "e", async (page) => {
    await page.getByRole("row").nth(2).click();
  }),
  room("05-projects", "p"),
  room("05b-project", "p", async (page) => {
    await first(page);
    await keys(page, "Enter");
  }),
  room("05c-people", "u"),
  room("05d-person", "u", async (page) => {
    await first(page);
    await keys(page, "Enter");
  }),
  room("06-requisitions", "r"),
  {
    name: "06b-requisition",
    stage: "lab",
    go: async (page) => {
      await keys(page, "Escape", "g", "r");
      const row = page.getByRole("row").filter({ hasText: "R-1029" });
      await row.getByRole("button").or(row.getByRole("link")).or(row).first().dblclick();
      await settled(page);
    },
  },
  room("06c-new-requisition", "r", (page) => keys(page, "n")),
  room("06d-new-project", "p", (page) => keys(page, "n")),
  room("07-activity", "a"),
  room("08-discrepancies", "d"),
  room("12-settings", "t", (page) => keys(page, "Control+,")),
  room("13-keys", "i", (page) => keys(page, "?")),
  room("13b-reject", "i", (page) => keys(page, "r")),
  room("13c-why", "i", (page) => keys(page, "w")),
];

/** The same rooms in bad weather. */
const WEATHER: Screen[] = [
  {
    ...room("11-offline", "i"),
    before: async (host) => {
      await host.does({ kind: "go_offline" });
      await host.ask("refresh");
    },
    after: async (host) => {
      await host.does({ kind: "come_back" });
      await host.ask("refresh");
    },
  },
  {
    ...room("11b-throttled", "i"),
    before: async (host) => {
      await host.does({ kind: "throttle", seconds: 40 });
      await host.ask("refresh");
    },
    after: async (host) => {
      await host.does({ kind: "come_back" });
      await host.ask("refresh");
    },
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
