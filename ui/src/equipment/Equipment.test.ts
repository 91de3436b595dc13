import { configure, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { AssetId, EquipmentQuery } from "$lib/bindings";
import { keys } from "$lib/keys.svelte";
import { forget } from "$lib/remember.svelte";
import { go, route } from "$lib/route.svelte";
import { later } from "../frame/later.svelte";
import Room from "../frame/Room.svelte";
import { requisitionForm } from "../requisitions/form.svelte";
import { facets, row, view } from "./samples";

const { invoke, heard } = vi.hoisted(() => ({
  invoke: vi.fn(),
  heard: new Set<(event: { payload: unknown }) => void>(),
}));
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => ({
  listen: async (name: string, handler: (event: { payload: unknown }) => void) => {
    if (name === "changed-event") heard.add(handler);
    return () => heard.delete(handler);
  },
}));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

const TOTAL = 100_000;

let readAt: string;
let queries: EquipmentQuery[];
/** What Snipe-IT made of them meanwhile. */
let lent: AssetId[];
let deaf: () => void;

/** jsdom lays nothing out: the table is 900 by 180 and scrolls where it is told. */
function layOut(): void {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    },
  );
  const size = (
    name: "offsetHeight" | "clientHeight" | "scrollHeight" | "clientWidth",
    px: number,
  ) => vi.spyOn(HTMLElement.prototype, name, "get").mockReturnValue(px);
  size("offsetHeight", 180);
  size("clientHeight", 180);
  size("scrollHeight", TOTAL * 36);
  size("clientWidth", 900);
  HTMLElement.prototype.scrollTo = function (this: HTMLElement, to?: unknown) {
    this.scrollTop = (to as ScrollToOptions).top ?? 0;
    this.dispatchEvent(new Event("scroll"));
  };
}

function now(id: AssetId) {
  const held = { kind: "held", due: null, standing: "checked_out" } as const;
  return row(id, lent.includes(id) ? { standing: held } : {});
}

function equipment(query: EquipmentQuery) {
  queries.push(query);
  const { offset, limit, filter } = query;
  const matching = filter.categories.length ? 168 : TOTAL;
  const length = Math.max(0, Math.min(limit, matching - offset));
  const rows = Array.from({ length }, (_, i) => row(offset + i + 1));
  return { all: TOTAL, matching, rows, read_at: readAt };
}

// No test waits for the rooms to be read.
await later.fetch();

beforeEach(() => {
  forget();
  route.reset();
  layOut();
  queries = [];
  lent = [];
  readAt = new Date().toISOString();
  invoke.mockImplementation(async (name: string, args) => {
    if (name === "equipment") return equipment(args.query);
    if (name === "equipment_rows") return args.ids.map(now);
    if (name === "equipment_facets") return facets({ available: 602, reserved: 0 });
    return name === "asset" ? view({ asset: row(args.id).asset }) : null;
  });
  deaf = keys.listen(document.body) as () => void;
});

afterEach(() => {
  deaf();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function begin() {
  const user = userEvent.setup({ delay: null });
  go({ room: "equipment" });
  render(Room);
  await screen.findByRole("row", { name: /^ML-1 / });
  return user;
}

const selected = () => screen.findByRole("row", { selected: true });

test("the keys move through the list, and the drawer follows", async () => {
  const user = await begin();
  await user.keyboard("j");
  expect(await selected()).toHaveAccessibleName("ML-1 Analog Discovery 3, Available");
  await user.keyboard("jj");
  await waitFor(async () => expect(await selected()).toHaveAccessibleName(/^ML-3 /));
  await user.keyboard("k");
  await waitFor(async () => expect(await selected()).toHaveAccessibleName(/^ML-2 /));
  const drawer = screen.getByRole("complementary", { name: "Analog Discovery 3" });
  expect(await within(drawer).findByText("ML-2 · serial DS1ZA2241")).toBeVisible();

  await user.keyboard("{Enter}");
  expect(screen.getByRole("button", { name: "New requisition" })).toHaveFocus();
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("complementary")).toBeNull();
  await waitFor(() => expect(screen.getByRole("grid")).toHaveFocus());
});

test("the last of a hundred thousand is one key away, and few rows are loaded for it", async () => {
  const user = await begin();
  expect(screen.getByRole("grid")).toHaveAttribute("aria-rowcount", String(TOTAL + 1));
  await user.keyboard("{End}");

  expect(await selected()).toHaveAccessibleName(/^ML-100000 /);
  expect(await selected()).toHaveAttribute("aria-rowindex", String(TOTAL + 1));
  expect(Math.max(...queries.map(({ limit }) => limit))).toBeLessThanOrEqual(300);
  expect(queries.length).toBeLessThanOrEqual(4);

  await user.keyboard("{Home}");
  await waitFor(async () => expect(await selected()).toHaveAccessibleName(/^ML-1 /));
});

test("a facet narrows the list, and its chip takes it away again", async () => {
  const user = await begin();
  await user.click(await screen.findByRole("checkbox", { name: /Measurement/ }));
  expect(await screen.findByText("168 of 100 000")).toBeVisible();
  expect(queries.at(-1)?.filter.categories).toEqual([1]);

  await user.click(screen.getByRole("button", { name: "Remove the filter Measurement" }));
  await waitFor(() => expect(queries.at(-1)?.filter.categories).toEqual([]));
  expect(screen.getByRole("checkbox", { name: /Measurement/ })).not.toBeChecked();
});

test("a facet without assets stays, and cannot be chosen", async () => {
  await begin();
  expect(await screen.findByRole("checkbox", { name: /Drones/ })).toBeDisabled();
  expect(screen.getByRole("radio", { name: /Reserved/ })).toBeDisabled();
  expect(screen.getByRole("radio", { name: /Available/ })).toBeEnabled();
});

test("F leads to the filter, and a header sorts", async () => {
  const user = await begin();
  await user.keyboard("f");
  expect(screen.getByRole("textbox")).toHaveFocus();
  await user.keyboard("rigol");
  await waitFor(() => expect(queries.at(-1)?.filter.text).toBe("rigol"));

  await user.click(screen.getByRole("button", { name: "Until" }));
  await waitFor(() => expect(queries.at(-1)).toMatchObject({ sort: "due", descending: false }));
  expect(screen.getByRole("columnheader", { name: "Until" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
});

test("Y copies the tag and O opens the page of what is selected", async () => {
  const user = await begin();
  await user.keyboard("j");
  await screen.findByText("ML-1 · serial DS1ZA2241");
  await user.keyboard("y");
  expect(await navigator.clipboard.readText()).toBe("ML-1");
  await user.keyboard("o");
  expect(invoke).toHaveBeenCalledWith("open_asset_page", { id: 1 });
});

test("what was free three minutes ago is said with its time", async () => {
  readAt = new Date(Date.now() - 180_000).toISOString();
  await begin();
  expect(screen.getAllByText(/^Available at \d\d:\d\d$/)).not.toHaveLength(0);
});

test("the room is found again as it was left", async () => {
  const user = await begin();
  await user.click(await screen.findByRole("checkbox", { name: /Measurement/ }));
  await user.keyboard("j");
  await screen.findByText("ML-1 · serial DS1ZA2241");
  go({ room: "requisitions" });
  await waitFor(() => expect(screen.queryByRole("complementary")).toBeNull());

  go({ room: "equipment" });
  expect(await screen.findByText("ML-1 · serial DS1ZA2241")).toBeVisible();
  expect(await screen.findByRole("checkbox", { name: /Measurement/ })).toBeChecked();
});

test("X marks, and what is marked is asked for or copied together", async () => {
  const user = await begin();
  const written = vi.fn(async () => undefined);
  vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText: written } });
  await user.keyboard("jxjjx");
  const bar = await screen.findByRole("toolbar", { name: "What is marked" });
  expect(within(bar).getByText("2 marked")).toBeVisible();
  expect(screen.getByRole("checkbox", { name: "Mark ML-1" })).toBeChecked();
  expect(screen.getByRole("checkbox", { name: "Mark ML-2" })).not.toBeChecked();

  await user.keyboard("y");
  await waitFor(() => expect(written).toHaveBeenCalledWith("ML-1\nML-3"));
  await user.keyboard("n");
  await waitFor(() => expect(route.current.room).toBe("requisition-new"));
  const asked = requisitionForm().lines.map(({ wanted }) => wanted);
  expect(asked).toEqual([
    { kind: "asset", id: 1 },
    { kind: "asset", id: 3 },
  ]);
  go({ room: "equipment" });
  expect(screen.queryByRole("toolbar", { name: "What is marked" })).toBeNull();
});

test("what was lent since it was marked is no longer offered, and its mark stays", async () => {
  const user = await begin();
  await user.keyboard("jxjx");
  const bar = await screen.findByRole("toolbar", { name: "What is marked" });
  expect(within(bar).getByRole("button", { name: /^New requisition with 2/ })).toBeVisible();

  lent = [1];
  for (const hear of heard) hear({ payload: { topics: ["mirror"] } });
  await within(bar).findByRole("button", { name: /^New requisition with 1/ });
  expect(within(bar).getByText("2 marked")).toBeVisible();
  await user.keyboard("n");
  await waitFor(() => expect(route.current.room).toBe("requisition-new"));
  const asked = requisitionForm().lines.map(({ wanted }) => wanted);
  expect(asked).toContainEqual({ kind: "asset", id: 2 });
  expect(asked).not.toContainEqual({ kind: "asset", id: 1 });
});

test("a mark is taken away by X again; Escape closes the drawer first, and then takes all marks", async () => {
  const user = await begin();
  const ticked = () => screen.queryByRole("checkbox", { name: "Mark ML-1" });
  await user.keyboard("jxx");
  expect(ticked()).toBeNull();
  await user.keyboard("xjx{Escape}");
  expect(screen.queryByRole("complementary")).toBeNull();
  expect(ticked()).toBeChecked();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(ticked()).toBeNull());
});
