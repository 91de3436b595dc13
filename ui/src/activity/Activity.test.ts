import { configure, render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { health } from "$lib/health.svelte";
import { keys } from "$lib/keys.svelte";
import { forget } from "$lib/remember.svelte";
import { go, route } from "$lib/route.svelte";
import * as host from "../dev/fake-host";
import { layOut } from "../dev/lay-out";
import * as samples from "../dev/samples/desk";
import { later } from "../frame/later.svelte";
import Room from "../frame/Room.svelte";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => import("../dev/fake-host"));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

let deaf: () => void;

// No test waits for the rooms to be read.
await later.fetch();

beforeEach(() => {
  forget();
  route.reset();
  layOut();
  health.now = samples.health("live");
  invoke.mockReset();
  invoke.mockImplementation(host.invoke);
  deaf = keys.listen(document.body) as () => void;
});

afterEach(() => {
  deaf();
  health.now = undefined;
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function begin() {
  const user = userEvent.setup({ delay: null });
  go({ room: "activity" });
  render(Room);
  await screen.findByRole("row", { name: /^Activity 48219/ });
  return user;
}

const selected = (name: RegExp) =>
  waitFor(() => expect(screen.getByRole("row", { selected: true })).toHaveAccessibleName(name));

test("each row says what it did, and outages stand among them", async () => {
  await begin();
  expect(screen.getByRole("grid")).toHaveAttribute("aria-rowcount", "216");
  expect(
    screen.getByRole("row", {
      name: /^Activity 48207.*Raised discrepancy: R-1034 line 2, outside/,
    }),
  ).toBeVisible();
  expect(screen.getByRole("row", { name: /^Snipe-IT did not answer for 2 min/ })).toBeVisible();
  expect(screen.getByRole("row", { name: /^Activity 48189, .*<b>Licence<\/b>/ })).toBeVisible();
  expect(screen.queryByText("Licence")).toBeNull();
});

test("J and K move, and Enter opens the line", async () => {
  const user = await begin();
  await user.keyboard("jj");
  await selected(/^Activity 48216/);
  await user.keyboard("{Enter}");
  expect(route.current.room).toBe("activity");
  await user.keyboard("k");
  await selected(/^Activity 48219/);
  await user.keyboard("{Enter}");
  expect(route.current).toMatchObject({ room: "requisition", id: "r1039" });
});

test("Enter opens the discrepancy where there is one", async () => {
  const user = await begin();
  await user.keyboard("jjjjj");
  await selected(/^Activity 48207/);
  await user.keyboard("{Enter}");
  expect(route.current).toMatchObject({ room: "discrepancies", id: "d1" });
});

test("a filter shows its rows alone, without the outages", async () => {
  const user = await begin();
  await user.click(screen.getByRole("tab", { name: "Raised 18" }));
  await waitFor(() => expect(screen.getByRole("grid")).toHaveAttribute("aria-rowcount", "19"));
  expect(screen.queryByRole("row", { name: /did not answer/ })).toBeNull();
});

test("after a filter was pressed, Enter opens the row that J moves to", async () => {
  const user = await begin();
  await user.click(screen.getByRole("tab", { name: "Raised 18" }));
  await waitFor(() => expect(screen.getByRole("grid")).toHaveAttribute("aria-rowcount", "19"));
  await user.keyboard("j{Enter}");
  await waitFor(() => expect(route.current).toMatchObject({ room: "discrepancies" }));
});

test("P lets reading rest and go on, and F5's button reads now", async () => {
  const user = await begin();
  await user.keyboard("p");
  await waitFor(() => expect(invoke).toHaveBeenCalledWith("pause", { paused: true }));
  health.now = { ...samples.health("live"), paused: true };
  await screen.findByText("Nothing is read until you go on");
  await user.click(screen.getByRole("button", { name: "Go on reading" }));
  await waitFor(() => expect(invoke).toHaveBeenCalledWith("pause", { paused: false }));
  await user.click(screen.getByRole("button", { name: "Poll now" }));
  await waitFor(() => expect(invoke).toHaveBeenCalledWith("refresh"));
});

test("a token without the right is told what notices loans instead", async () => {
  health.now = { ...samples.health("live"), reads_activity: false, activity: null };
  await begin();
  expect(screen.getByText(/comparing the assets every minute, without their times/)).toBeVisible();
  expect(screen.getByText("Not readable")).toBeVisible();
});
