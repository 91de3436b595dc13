import { configure, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { language } from "$lib/language.svelte";
import { go, route } from "$lib/route.svelte";
import App from "./App.svelte";
import { layOut } from "./dev/lay-out";
import { later } from "./frame/later.svelte";

vi.mock("@tauri-apps/api/core", () => import("./dev/fake-host"));
vi.mock("@tauri-apps/api/event", () => import("./dev/fake-host"));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

// No test waits for the rooms to be read.
await later.fetch();

beforeEach(layOut);
afterEach(() => language.choose("en"));

test("another language writes every word anew and leaves the place and the focus alone", async () => {
  const user = userEvent.setup({ delay: null });
  render(App);
  // Opening a workspace begins at home.
  await screen.findByRole("navigation");
  go({ room: "settings" });
  (await screen.findByLabelText(/^Language/)).focus();
  await user.keyboard("P");

  const chosen = await screen.findByLabelText(/^Língua/);
  expect(chosen).toHaveFocus();
  expect(route.current).toEqual({ room: "settings" });
  expect(document.documentElement).toHaveAttribute("lang", "pt-PT");
  const rooms = within(screen.getByRole("navigation"));
  for (const room of ["Hoje", "Pedidos", "Definições"]) {
    expect(rooms.getByText(room), "the sidebar speaks Portuguese").toBeVisible();
  }
  expect(screen.queryByText("Settings"), "nothing stays in English").toBeNull();
});
