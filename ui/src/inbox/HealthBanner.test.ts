import { render, screen } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import type { Health } from "$lib/bindings";
import { health } from "$lib/health.svelte";
import { route } from "$lib/route.svelte";
import HealthBanner from "./HealthBanner.svelte";

vi.mock("@tauri-apps/api/core", () => ({ invoke: () => Promise.resolve(null) }));

test("a changed certificate stops everything, says so, and leads to Settings", () => {
  health.now = {
    state: "refused",
    server_offset: null,
    since: "2026-11-21T10:46:00Z",
    last_error: {
      at: "2026-11-21T10:46:00Z",
      problem: { kind: "changed_certificate" },
      recovered: false,
    },
  } as Health;
  render(HealthBanner);

  const banner = screen.getByRole("alert");
  expect(banner).toHaveTextContent("The server's certificate has changed. Nothing was sent.");
  expect(banner).not.toHaveTextContent("token was refused");
  screen.getByRole("button", { name: "Compare it in Settings" }).click();
  expect(route.current).toMatchObject({ room: "settings" });
});

test("a clock in another zone than the chosen one is told with its offset", () => {
  health.now = { state: "live", since: "2026-11-21T10:46:00Z", server_offset: -300 } as Health;
  render(HealthBanner);

  expect(screen.getByText(/at UTC−5/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Choose the zone in Settings" })).toBeVisible();
});
