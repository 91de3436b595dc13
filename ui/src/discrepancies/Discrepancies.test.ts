import { configure, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DeskError, Health, Resolved } from "$lib/bindings";
import { health } from "$lib/health.svelte";
import { keys } from "$lib/keys.svelte";
import { forget } from "$lib/remember.svelte";
import { go, route } from "$lib/route.svelte";
import { scanner } from "$lib/scanner.svelte";
import { toasts } from "$lib/toasts.svelte";
import { layOut } from "../dev/lay-out";
import { confirm, views } from "../dev/samples/discrepancies";
import * as host from "../dev/fake-host";
import { later } from "../frame/later.svelte";
import Room from "../frame/Room.svelte";

/** Every command, before the fake host gets it. */
const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => import("../dev/fake-host"));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

const first = new Map(views);
let deaf: () => void;
/** What `resolve` does instead of settling. */
let instead: (() => Resolved) | undefined;

// No test waits for the rooms to be read.
await later.fetch();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  forget();
  route.reset();
  layOut();
  instead = undefined;
  for (const [id, view] of first) views.set(id, view);
  invoke.mockReset();
  invoke.mockImplementation(async (name: string, args: unknown) =>
    name === "resolve" && instead ? instead() : host.invoke(name, args),
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
  go({ room: "discrepancies" });
  render(Room);
  await screen.findByRole("heading", { level: 2, name: /went to someone outside/ });
  return user;
}

const heading = (name: RegExp) => screen.findByRole("heading", { level: 2, name });
const chosen = () => screen.getByRole("radio", { checked: true });
const settled = () =>
  invoke.mock.calls.filter(([name]) => name === "resolve").map(([, args]) => args);
const changed = () => host.emit("changed-event", { topics: ["requisitions"] });

/** Enter, so long after the last key that no scanner sent it. */
async function enter(user: ReturnType<typeof userEvent.setup>) {
  vi.setSystemTime(Date.now() + 1000);
  await user.keyboard("{Enter}");
}

test("both sides stand beside each other, and each answer says what it writes", async () => {
  await begin();
  const table = screen.getByRole("table");
  expect(
    within(table).getByRole("row", { name: "Person , differs Hugo Teixeira Gonçalo Araújo" }),
  ).toBeVisible();
  expect(chosen()).toHaveAccessibleName(/^Right device, wrong person.* 2 writes to Snipe-IT\.$/);
  expect(screen.getAllByRole("radio")).toHaveLength(4);
});

test("the number keys choose and Enter settles; it stays to tell how it ended, then Enter goes on", async () => {
  const user = await begin();
  await user.keyboard("4");
  expect(chosen()).toHaveAccessibleName(/^Give the reservation up/);
  expect(screen.getByRole("button", { name: /^Resolve with 4: Give/ })).toBeVisible();
  expect(settled()).toEqual([]);

  await enter(user);
  expect(await screen.findByText("How it ended")).toBeVisible();
  expect(settled()).toEqual([{ id: "d1", answer: "release_unit" }]);
  await enter(user);
  await heading(/somebody changed its label/);
  expect(settled()).toHaveLength(1);
});

test("an Enter that a scanner may have sent settles nothing", async () => {
  const user = await begin();
  const stop = scanner.listen(document.body) as () => void;
  await user.keyboard("ml-0377{Enter}");
  stop();
  expect(settled()).toEqual([]);
  expect(screen.getAllByRole("radio").length).toBeGreaterThan(0);
});

test("what is sent stays on screen until Snipe-IT confirms it, then Enter goes on", async () => {
  const user = await begin();
  await enter(user);
  expect(await screen.findByText(/Waiting for Snipe-IT to confirm it/)).toBeVisible();
  expect(screen.queryByRole("radio")).toBeNull();
  expect(screen.getByText(/^Helena Duarte, /)).toBeVisible();

  confirm("d1");
  await changed();
  expect(await screen.findByText("Done. Snipe-IT confirmed it.")).toBeVisible();
  await enter(user);
  await heading(/somebody changed its label/);
  expect(settled()).toHaveLength(1);
});

test("when Snipe-IT says something else by now, nothing was written and one chooses again", async () => {
  instead = () => ({ kind: "changed" });
  const user = await begin();
  await user.keyboard("2");
  await enter(user);
  expect(
    await screen.findByText("Snipe-IT says something else by now. Nothing was written."),
  ).toBeVisible();
  expect(screen.getByText(/Choose again\.$/)).toBeVisible();
  expect(toasts.shown).toEqual([]);
});

test("a refusal is told in words, and everything stays as it was", async () => {
  instead = () => {
    throw { code: "server", problem: { kind: "timed_out" } } satisfies DeskError;
  };
  const user = await begin();
  await enter(user);
  await waitFor(() => expect(toasts.shown).toHaveLength(1));
  expect(toasts.shown[0]?.toast).toMatchObject({
    title: "Not settled",
    body: "Snipe-IT did not answer in time. Check the network and try again.",
  });
  expect(chosen()).toHaveAccessibleName(/^Right device/);
});

test("an answer stays chosen by what it says, not by its place", async () => {
  const user = await begin();
  await user.keyboard("3");
  const before = views.get("d1");
  if (before) views.set("d1", { ...before, answers: before.answers.slice(1) });
  await changed();
  await waitFor(() => expect(screen.getAllByRole("radio")).toHaveLength(3));
  expect(chosen()).toHaveAccessibleName(/^Hugo Teixeira belongs to the project/);
});

test("J and K move, S comes back to it later, and after the last comes the first", async () => {
  const user = await begin();
  await user.keyboard("j");
  await heading(/somebody changed its label/);
  await user.keyboard("k");
  await heading(/someone outside the project/);
  await user.keyboard("s");
  await heading(/somebody changed its label/);
  await user.keyboard("{End}");
  await heading(/^Nobody knows whether Câmara OAK-D was handed over$/);
  await user.keyboard("s");
  await heading(/someone outside the project/);
  expect(settled()).toEqual([]);
});

test("what nobody asks for here has one side, and a name is text whatever it looks like", async () => {
  const user = await begin();
  await user.keyboard("jjj");
  await heading(/<img src=x onerror=alert\(1\)> is reserved in Snipe-IT/);
  expect(document.querySelector("img")).toBeNull();
  expect(within(screen.getByRole("table")).getAllByRole("columnheader")).toHaveLength(1);
});

test("resolved ones tell how they ended, by whom and when, and offer nothing", async () => {
  const user = await begin();
  await user.click(screen.getByRole("tab", { name: /^Resolved/ }));
  expect(await screen.findByText("They agree again by themselves")).toBeVisible();
  await waitFor(() => expect(screen.getByText(/^Helena Duarte, /)).toBeVisible());
  expect(screen.getByRole("heading", { name: "How it stands now" })).toBeVisible();
  expect(screen.queryByRole("radio")).toBeNull();
});

test("one that a message tells of is shown, also when it was settled meanwhile", async () => {
  await begin();
  const ended = [...views.values()].find(({ row }) => row.closed_at !== null);
  go({ room: "discrepancies", id: ended?.row.id });
  expect(await screen.findByText("How it ended")).toBeVisible();
  expect(screen.queryByRole("radio")).toBeNull();
});

test("offline it says that nothing can be settled before Snipe-IT answers", async () => {
  health.now = { state: "offline", since: new Date().toISOString(), feed_at: null } as Health;
  await begin();
  expect(screen.getByText(/nothing can be settled until it answers\.$/)).toBeVisible();
});

test("with nothing open it says so and leads to the resolved ones", async () => {
  for (const id of ["d1", "d2", "d3", "d4", "d5"]) views.delete(id);
  const user = userEvent.setup({ delay: null });
  go({ room: "discrepancies" });
  render(Room);
  await heading(/^Nothing to settle$/);
  await user.click(screen.getByRole("button", { name: "Show resolved ones" }));
  await heading(/^Câmara OAK-D went to someone outside the project$/);
});
