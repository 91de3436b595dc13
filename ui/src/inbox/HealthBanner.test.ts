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
