import { configure, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { DeskError, TokenReport } from "$lib/bindings";
import Setup from "./Setup.svelte";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

const report: TokenReport = {
  technician: "Helena Duarte",
  username: "toolcrib-balcao",
  rights: {
    read_equipment: "allowed",
    read_labels: "allowed",
    change_labels: "allowed",
    read_activity: "allowed",
    read_people: "allowed",
    check_out: "allowed",
    check_in: "allowed",
    create_labels: "allowed",
    delete_equipment: "missing",
  },
  assets: 1284,
  models: 212,
  people: 412,
  activity: 48219,
  activity_at: "2026-11-21T10:46:00Z",
  labels: [
    { id: 2, name: "Pronto <a requisitar>", kind: "deployable", assets: 1201 },
    { id: 7, name: "Reservado", kind: "deployable", assets: 21 },
  ],
  suggested: { available: 2, reserved: 7, checked_out: null },
  zone: "Europe/Lisbon",
  language: "pt-PT",
  version: "8.1.4",
};

const answers: Record<string, (args: never) => unknown> = {};
const fails = (error: DeskError) => () => Promise.reject(error);

beforeEach(() => {
  answers.check_address = ({ address }: { address: string }) => ({
    address: `https://${address}`,
    host: "lab.example",
    trust: { kind: "known", protocol: "TLS 1.3" },
    answered_in: 84,
  });
  answers.check_token = () => report;
  answers.finish_setup = () => null;
  invoke.mockReset();
  invoke.mockImplementation(async (name: string, args: never) => answers[name]?.(args));
});

function open() {
  const ondone = vi.fn();
  render(Setup, { onback: vi.fn(), ondone });
  return { user: userEvent.setup({ delay: null }), ondone };
}

async function connect(user: ReturnType<typeof userEvent.setup>) {
  await user.type(screen.getByLabelText("Server address"), "lab.example/snipe-it{Enter}");
  await screen.findByText(/Answered in 84 ms/);
  await user.type(screen.getByLabelText("API token"), "the-token{Enter}");
}

test("an address that cannot be trusted stays typed, says what to do, and gets no token", async () => {
  answers.check_address = fails({ code: "server", problem: { kind: "unknown_certificate" } });
  const { user } = open();
  await user.type(screen.getByLabelText("Server address"), "lab.example{Enter}");

  expect(await screen.findByRole("alert")).toHaveTextContent(/administrator/);
  expect(screen.getByLabelText("Server address")).toHaveValue("lab.example");
  expect(screen.getByLabelText("API token")).toBeDisabled();
});

test("editing an address takes its answer away", async () => {
  const { user } = open();
  await user.type(screen.getByLabelText("Server address"), "lab.example{Enter}");
  await screen.findByText(/Answered in 84 ms/);
  await user.type(screen.getByLabelText("Server address"), "x");

  expect(screen.queryByText(/Answered in/)).toBeNull();
  expect(screen.getByLabelText("API token")).toBeDisabled();
});

test("a refused token stays typed", async () => {
  answers.check_token = fails({ code: "server", problem: { kind: "token_refused" } });
  const { user } = open();
  await connect(user);

  expect(await screen.findByText("The token was refused")).toBeVisible();
  expect(screen.getByLabelText("API token")).toHaveValue("the-token");
});

test("a missing required right blocks and names the permission to ask for", async () => {
  answers.check_token = () => ({
    ...report,
    rights: { ...report.rights, change_labels: "missing" },
  });
  const { user } = open();
  await connect(user);

  expect(await screen.findByRole("alert")).toHaveTextContent("assets.edit");
  expect(screen.getByRole("button", { name: /Finish/ })).toBeDisabled();
});

test("a missing optional right is named by the button that goes on without it", async () => {
  answers.check_token = () => ({ ...report, rights: { ...report.rights, check_out: "missing" } });
  const { user, ondone } = open();
  await connect(user);
  await user.click(await screen.findByRole("button", { name: /Continue without hand over/ }));

  expect(ondone).toHaveBeenCalled();
});

test("without a keyring the token can be kept for this run", async () => {
  answers.finish_setup = ({ choice }: { choice: { keep_token: string } }) =>
    choice.keep_token === "in_keyring"
      ? fails({ code: "keyring", problem: "missing" })()
      : Promise.resolve(null);
  const { user, ondone } = open();
  await connect(user);
  await user.click(await screen.findByRole("button", { name: /Finish/ }));
  expect(ondone).not.toHaveBeenCalled();
  await user.click(await screen.findByRole("button", { name: "Keep it for this run only" }));

  expect(ondone).toHaveBeenCalled();
  expect(invoke).toHaveBeenLastCalledWith("finish_setup", {
    choice: {
      labels: { available: 2, reserved: 7, checked_out: null },
      zone: "Europe/Lisbon",
      public_address: null,
      language: "pt-PT",
      keep_token: "this_run",
    },
  });
});
