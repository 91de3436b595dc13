import { configure, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Today as Day } from "$lib/bindings";
import { health } from "$lib/health.svelte";
import { keys } from "$lib/keys.svelte";
import { forget } from "$lib/remember.svelte";
import { route } from "$lib/route.svelte";
import { toasts } from "$lib/toasts.svelte";
import * as host from "../dev/fake-host";
import { layOut } from "../dev/lay-out";
import { emptyDay, today as sample } from "../dev/samples/today";
import { health as sampleHealth } from "../dev/samples/desk";
import { chain } from "../chain/chain.svelte";
import { goToGroup } from "./selection.svelte";
import Today from "./Today.svelte";

/** Every command, before the fake host gets it. */
const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => import("../dev/fake-host"));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

let deaf: () => void;
let day: Day;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  forget();
  route.reset();
  layOut();
  HTMLElement.prototype.scrollIntoView = () => undefined;
  day = sample();
  invoke.mockReset();
  invoke.mockImplementation(async (name: string, args: unknown) =>
    name === "today" ? day : host.invoke(name, args),
  );
  deaf = keys.listen(document.body) as () => void;
});

afterEach(() => {
  deaf();
  health.now = undefined;
  toasts.shown.forEach((shown) => toasts.dismiss(shown));
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function begin() {
  const user = userEvent.setup({ delay: null });
  const { unmount } = render(Today);
  await screen.findByRole("listbox", { name: /^To decide/ });
  return { user, unmount };
}

const inHand = () => screen.getByRole("option", { selected: true });
const group = (name: RegExp) => screen.getByRole("listbox", { name });
const changed = () => host.emit("changed-event", { topics: ["requisitions"] });
const sent = (command: string) =>
  invoke.mock.calls.filter(([name]) => name === command).map(([, args]) => args as unknown);

/** A key, so long after the last that no scanner sent it. */
async function press(user: ReturnType<typeof userEvent.setup>, key: string) {
  vi.setSystemTime(Date.now() + 1500);
  await user.keyboard(key);
}

test("every group has its number, its key and its rows, the day stands above", async () => {
  await begin();
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent(/^[A-Z][a-z]+day \d+ [A-Z]/);
  const headings = screen.getAllByRole("heading", { level: 2 }).map((h) => h.textContent);
  expect(headings).toEqual([
    "To decide, 6",
    "Just happened",
    "To hand over, 4",
    "Due today, 3",
    "Overdue, 2",
    "Discrepancies, 5",
    "1 reservation in doubt",
  ]);
  expect(screen.getByText(/^17 lines, oldest \d+ days$/)).toBeVisible();
  expect(screen.getByText("1 reservation expires today")).toBeVisible();
  expect(screen.getByText("longest 6 days")).toBeVisible();
  expect(within(group(/^Overdue/)).getAllByRole("option")[0]).toHaveTextContent(
    /Câmara térmica FLIR C5.*Overdue 6 d.*ML-0140.*Rodrigo Pinto, due /,
  );
  expect(
    screen.getByText("checked out to Mariana Simões (activity #48219)", { exact: false }),
  ).toBeVisible();
});

test("J and K walk all rows, arrows change the column, numbers go to a group", async () => {
  const { user } = await begin();
  expect(inHand()).toHaveTextContent("Ana Silva");
  await press(user, "jj");
  expect(inHand()).toHaveTextContent("Leonor Brandão");
  expect(inHand(), "the keyboard is with the row").toHaveFocus();
  await press(user, "{ArrowRight}");
  expect(inHand()).toHaveTextContent("Raspberry Pi 5 8GB");
  await press(user, "k");
  expect(inHand()).toHaveTextContent("LoRa SX1276 kit");
  await press(user, "3");
  expect(inHand()).toHaveTextContent("Tiago Lourenço");
  await press(user, "6");
  expect(inHand()).toHaveTextContent("ML-0533");
  await press(user, "{Home}");
  expect(inHand()).toHaveTextContent("Ana Silva");
});

test("Enter opens a request in the inbox and a loan where its next step is", async () => {
  const { user } = await begin();
  await press(user, "j");
  await press(user, "{Enter}");
  expect(route.current).toEqual({ room: "inbox", id: "r1041" });
  await press(user, "4");
  await press(user, "{Enter}");
  expect(route.current).toEqual({ room: "scan", id: 140 });
  await press(user, "5");
  await press(user, "{Enter}");
  expect(route.current).toMatchObject({ room: "discrepancies" });
});

test("Tab stops once in each group, and takes that row in hand", async () => {
  const { user } = await begin();
  const stops = screen.getAllByRole("option").filter((option) => option.tabIndex === 0);
  expect(stops).toHaveLength(6);
  stops[0]?.focus();
  await user.tab();
  expect(inHand()).toHaveTextContent("Multímetro Fluke 117");
  expect(inHand()).toHaveFocus();
});

test("a click opens a row, too", async () => {
  const { user } = await begin();
  await user.click(within(group(/^Due today/)).getByText("Beatriz Ançã", { exact: false }));
  expect(route.current).toEqual({ room: "scan", id: 631 });
});

test("H hands the selected reservation over and T takes a loan back, each only where it fits", async () => {
  const { user } = await begin();
  await press(user, "2");
  await press(user, "t");
  expect(sent("take_back")).toEqual([]);
  await press(user, "h");
  expect(sent("hand_over")).toEqual([{ loans: [{ unit: "unit219", to: null }] }]);
  await waitFor(() => expect(sent("requisition"), "it is told when it arrived").toHaveLength(1));
  await press(user, "4");
  await press(user, "h");
  expect(sent("hand_over")).toHaveLength(1);
  await press(user, "t");
  expect(sent("take_back")).toEqual([{ units: ["unit140"] }]);
});

test("C reads a lost answer's asset again", async () => {
  const { user } = await begin();
  await press(user, "6");
  await press(user, "c");
  expect(sent("check_operation")).toEqual([{ operation: "op9" }]);
});

test("W opens the chain of evidence of what is in hand", async () => {
  const ofUnit = vi.spyOn(chain, "ofUnit").mockReturnValue();
  const ofAsset = vi.spyOn(chain, "ofAsset").mockReturnValue();
  const { user } = await begin();
  await press(user, "w");
  await press(user, "2");
  await press(user, "w");
  await press(user, "5");
  await press(user, "w");
  expect(ofUnit.mock.calls).toEqual([["r919", "unit219"]]);
  expect(ofAsset).toHaveBeenCalledOnce();
});

test("what is under way says so in place of the calendar", async () => {
  const [first, ...rest] = day.to_hand_over.rows;
  const going = { ...first!, standing: "handing_over" as const };
  day = { ...day, to_hand_over: { ...day.to_hand_over, rows: [going, ...rest] } };
  await begin();
  const row = within(group(/^To hand over/)).getAllByRole("option")[0]!;
  expect(row).toHaveTextContent("Handing over");
  expect(row).not.toHaveTextContent("expires");
});

test("the row in hand stays when others come, and hands over when it goes", async () => {
  const { user } = await begin();
  await press(user, "2");
  await press(user, "j");
  expect(inHand()).toHaveTextContent("LoRa SX1276 kit");
  day = { ...day, to_decide: { ...day.to_decide, rows: day.to_decide.rows.slice(1) } };
  await changed();
  await waitFor(() => expect(screen.queryByText("Ana Silva")).toBeNull());
  expect(inHand()).toHaveTextContent("LoRa SX1276 kit");
  const rows = day.to_hand_over.rows.filter(({ unit }) => unit !== "unit718");
  day = { ...day, to_hand_over: { ...day.to_hand_over, count: 3, rows } };
  await changed();
  await waitFor(() => expect(inHand()).toHaveTextContent("Raspberry Pi 5 8GB"));
  expect(inHand(), "the keyboard goes on from there").toHaveFocus();
});

test("the row in hand is in hand again after another room", async () => {
  const { user, unmount } = await begin();
  await press(user, "3");
  unmount();
  await begin();
  expect(inHand()).toHaveTextContent("Tiago Lourenço");
});

test("a group that was asked for from elsewhere has its first row in hand", async () => {
  goToGroup("overdue");
  await begin();
  await waitFor(() => expect(inHand()).toHaveTextContent("Rodrigo Pinto"));
});

test("what is not shown is one row that leads to the whole list", async () => {
  day = { ...day, overdue: { ...day.overdue, count: 72 } };
  const { user } = await begin();
  await user.click(screen.getByText("and 70 more"));
  expect(route.current).toEqual({ room: "requisitions" });
});

test("an empty group says its fact, and an empty day is a good day", async () => {
  day = { ...day, overdue: { count: 0, rows: [] } };
  await begin();
  expect(screen.getByText("Nothing overdue")).toBeVisible();
  day = emptyDay();
  await changed();
  await screen.findByRole("heading", { name: "Nothing waits for you" });
  expect(screen.queryByRole("listbox")).toBeNull();
});

test("without Snipe-IT everything is shown, and said to be old", async () => {
  health.now = sampleHealth("offline");
  await begin();
  expect(screen.getByText(/^Snipe-IT has not answered for/)).toBeVisible();
  expect(screen.getAllByRole("option").length).toBeGreaterThan(10);
});
