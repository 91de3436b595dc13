import { configure, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { DeskError, Settings } from "$lib/bindings";
import SettingsSections from "./SettingsSections.svelte";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

const settings: Settings = {
  demo: false,
  address: "https://lab.example/snipe-it",
  technician: "Helena Duarte",
  token: "keyring",
  labels: { available: 2, reserved: 7, checked_out: null },
  label_choices: [
    { id: 2, name: "Available", kind: "deployable", assets: 1201 },
    { id: 7, name: "Reserved", kind: "deployable", assets: 21 },
  ],
  zone: "Europe/Lisbon",
  public_address: null,
  language: "en",
  trust: { kind: "system" },
  undo_seconds: 5,
  after_return: "automatic",
  folder: "/home/helena/.local/share/toolcrib",
  version: "0.1.0",
};

const readOnly: DeskError = { code: "storage", problem: "read_only" };

beforeEach(() => {
  invoke.mockReset();
  invoke.mockResolvedValue(null);
});

function open() {
  render(SettingsSections, { settings, onstored: () => Promise.resolve() });
  return userEvent.setup({ delay: null });
}

test("a choice is stored as it is made, with the rest as it was", async () => {
  const user = open();
  await user.click(screen.getByRole("radio", { name: "10 s" }));

  expect(await screen.findByText("Saved")).toBeVisible();
  expect(invoke).toHaveBeenCalledWith("save_settings", {
    change: {
      labels: settings.labels,
      zone: "Europe/Lisbon",
      public_address: null,
      language: "en",
      undo_seconds: 10,
      after_return: "automatic",
    },
  });
});

test("what could not be stored stays chosen, with the reason, and can be tried again", async () => {
  const user = open();
  invoke.mockRejectedValueOnce(readOnly);
  await user.click(screen.getByRole("radio", { name: "Off" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Not saved");
  expect(screen.getByRole("radio", { name: "Off" })).toBeChecked();
  await user.click(screen.getByRole("button", { name: "Try again" }));

  expect(await screen.findByText("Saved")).toBeVisible();
  expect(invoke).toHaveBeenCalledTimes(2);
});

test("a new token stays typed when the keyring fails, and can be kept for this run", async () => {
  const user = open();
  invoke.mockRejectedValueOnce({ code: "keyring", problem: "locked" } satisfies DeskError);
  await user.click(screen.getByRole("button", { name: /Replace token/ }));
  await user.type(screen.getByLabelText("New API token"), "secret");
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByRole("alert")).toHaveTextContent(/keyring stays locked/);
  expect(screen.getByLabelText("New API token")).toHaveValue("secret");
  await user.click(screen.getByRole("button", { name: "Keep it for this run only" }));

  expect(invoke).toHaveBeenCalledWith("replace_token", { token: "secret", keep: "this_run" });
});
