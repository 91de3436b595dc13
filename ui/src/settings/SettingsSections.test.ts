import { configure, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { ConnectionTrust, DeskError, Health, ListView, Settings } from "$lib/bindings";
import { health } from "$lib/health.svelte";
import SettingsSections from "./SettingsSections.svelte";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => ({ listen: () => Promise.resolve(() => undefined) }));

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
  holds: "propose",
  folder: "/home/helena/.local/share/toolcrib",
  version: "0.1.0",
};

const readOnly: DeskError = { code: "storage", problem: "read_only" };

const lists: ListView[] = [
  { list: "models", rows: 1212, at: "2026-11-21T10:46:00Z", reading: null, problem: null },
  {
    list: "suppliers",
    rows: 0,
    at: null,
    reading: null,
    problem: { at: "2026-11-21T10:46:00Z", problem: { kind: "forbidden" } },
  },
];

const fingerprint = "9F4C21A7D05E8B136E90C2F847BD0A36E15D73C92B84F06A58E19D27B3C4610F";
const certificate = { fingerprint, names: ["lab.example"], valid_from: null, valid_until: null };

let answers: Record<string, (args: never) => unknown>;

beforeEach(() => {
  answers = { mirror_lists: () => lists };
  health.now = undefined;
  invoke.mockReset();
  invoke.mockImplementation(async (name: string, args: never) => answers[name]?.(args) ?? null);
});

const sent = (command: string) => invoke.mock.calls.filter(([name]) => name === command);

function open(changes: Partial<Settings> = {}) {
  render(SettingsSections, {
    settings: { ...settings, ...changes },
    onstored: () => Promise.resolve(),
  });
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
      holds: "propose",
    },
  });
});

test("what becomes of a reservation that nobody collects is chosen, and what it means is said", async () => {
  const user = open();
  expect(screen.getByText(/offers to release it/)).toBeVisible();
  await user.click(screen.getByRole("radio", { name: "Release it" }));

  expect(await screen.findByText("Saved")).toBeVisible();
  expect(screen.getByText(/puts the former label back in Snipe-IT/)).toBeVisible();
  expect(sent("save_settings").at(-1)?.[1]).toMatchObject({ change: { holds: "release" } });
});

test("what could not be stored stays chosen, with the reason, and can be tried again", async () => {
  const user = open();
  answers.save_settings = () => Promise.reject(readOnly);
  await user.click(screen.getByRole("radio", { name: "Off" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Not saved");
  expect(screen.getByRole("radio", { name: "Off" })).toBeChecked();
  answers.save_settings = () => null;
  await user.click(screen.getByRole("button", { name: "Try again" }));

  expect(await screen.findByText("Saved")).toBeVisible();
  expect(sent("save_settings")).toHaveLength(2);
});

test("a new token stays typed when the keyring fails, and can be kept for this run", async () => {
  const user = open();
  const locked: DeskError = { code: "keyring", problem: "locked" };
  answers.replace_token = () => Promise.reject(locked);
  await user.click(screen.getByRole("button", { name: /Replace token/ }));
  await user.type(screen.getByLabelText("New API token"), "secret");
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByRole("alert")).toHaveTextContent(/keyring stays locked/);
  expect(screen.getByLabelText("New API token")).toHaveValue("secret");
  await user.click(screen.getByRole("button", { name: "Keep it for this run only" }));

  expect(invoke).toHaveBeenCalledWith("replace_token", { token: "secret", keep: "this_run" });
});

test("a changed certificate is shown at once, and trusted only after it was compared", async () => {
  const changed: ConnectionTrust = {
    kind: "untrusted",
    protocol: "TLS 1.3",
    certificate,
    problem: { kind: "changed_certificate" },
  };
  let now: ConnectionTrust = changed;
  answers.server_trust = () => now;
  answers.trust_server = () => {
    now = { kind: "pinned", protocol: "TLS 1.3", certificate };
    return null;
  };
  health.now = {
    last_error: { recovered: false, problem: { kind: "changed_certificate" } },
  } as Health;
  const user = open({ trust: { kind: "pinned", fingerprint: "00".repeat(32) } });
  expect(await screen.findByText("The server's certificate has changed")).toBeVisible();
  expect(sent("trust_server")).toEqual([]);
  await user.click(screen.getByRole("button", { name: /It matches, pin it/ }));

  expect(await screen.findByText("Trusted, over TLS 1.3")).toBeVisible();
  expect(sent("trust_server")).toEqual([["trust_server", { trust: { kind: "pin", fingerprint } }]]);
});

test("each list says how many rows are known, and in words why one could not be read", async () => {
  open();
  expect(await screen.findByText("Models")).toBeVisible();
  expect(screen.getByText("1 212")).toBeVisible();
  expect(screen.getByText(/may not read this list. Give its user suppliers.view/)).toBeVisible();
});

test("the public address is stored when the field is left; a wrong one says so beside it", async () => {
  const wrong: DeskError = {
    code: "invalid",
    fields: [{ field: "public_address", problem: { code: "not_an_address" } }],
  };
  answers.save_settings = () => Promise.reject(wrong);
  const user = open();
  await user.type(screen.getByLabelText("Public address"), "kit{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent(/not a web address/);
  answers.save_settings = () => null;
  await user.type(screen.getByLabelText("Public address"), ".example");
  await user.tab();

  expect(await screen.findByText("Saved")).toBeVisible();
  expect(sent("save_settings").at(-1)?.[1]).toMatchObject({
    change: { public_address: "kit.example" },
  });
});

test("a label created here is chosen and stored", async () => {
  answers.create_label = () => ({ id: 9, name: "Checked Out", kind: "deployable", assets: 0 });
  const user = open();
  await user.click(screen.getByRole("button", { name: "Create “Checked Out” in Snipe-IT" }));

  expect(await screen.findByText("Saved")).toBeVisible();
  expect(sent("create_label")).toEqual([
    ["create_label", { role: "checked_out", name: "Checked Out" }],
  ]);
  expect(sent("save_settings").at(-1)?.[1]).toMatchObject({
    change: { labels: { available: 2, reserved: 7, checked_out: 9 } },
  });
});
