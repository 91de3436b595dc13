import { configure, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { DeskError, ListView, TokenReport } from "$lib/bindings";
import { language } from "$lib/language.svelte";
import { EVERY_RIGHT } from "../dev/samples/rights";
import { connected } from "./connected.svelte";
import Setup from "./Setup.svelte";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => ({ listen: () => Promise.resolve(() => undefined) }));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

const report: TokenReport = {
  technician: "Helena Duarte",
  username: "toolcrib-balcao",
  rights: { ...EVERY_RIGHT, delete_equipment: "missing" },
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

const lists: ListView[] = [
  { list: "hardware", rows: 400, at: null, reading: { read: 400, total: 1284 }, problem: null },
  { list: "models", rows: 212, at: "2026-11-21T10:46:00Z", reading: null, problem: null },
  {
    list: "suppliers",
    rows: 0,
    at: null,
    reading: null,
    problem: { at: "2026-11-21T10:46:00Z", problem: { kind: "forbidden" } },
  },
];
const health = {
  state: "starting",
  last_error: null,
  mirror: { assets: 400, at: null, first_pass: { read: 400, total: 1284 }, troubled: 1 },
};

const answers: Record<string, (args: never) => unknown> = {};
const fails = (error: DeskError) => () => Promise.reject(error);

beforeEach(() => {
  language.choose("en");
  answers.check_address = ({ address }: { address: string }) => ({
    address: `https://${address}`,
    host: "lab.example",
    trust: { kind: "known", protocol: "TLS 1.3" },
    answered_in: 84,
  });
  answers.check_token = () => report;
  answers.finish_setup = () => null;
  answers.health = () => ({ ...health, mirror: { ...health.mirror } });
  answers.mirror_lists = () => lists;
  answers.find_equipment = () => [];
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
  expect(screen.getByRole("button", { name: /Continue and read/ })).toBeDisabled();
});

test("a missing optional right is named by the button that goes on without it", async () => {
  answers.check_token = () => ({ ...report, rights: { ...report.rights, check_out: "missing" } });
  const { user, ondone } = open();
  await connect(user);
  expect(await screen.findByText("Missing: assets.checkout")).toBeVisible();
  await user.click(await screen.findByRole("button", { name: /Continue without hand over/ }));

  expect(await screen.findByRole("heading", { name: "Read one label to test" })).toBeVisible();
  expect(ondone).not.toHaveBeenCalled();
});

test("without a keyring the token can be kept for this run", async () => {
  answers.finish_setup = ({ choice }: { choice: { keep_token: string } }) =>
    choice.keep_token === "in_keyring"
      ? fails({ code: "keyring", problem: "missing" })()
      : Promise.resolve(null);
  const { user } = open();
  await connect(user);
  await user.click(await screen.findByRole("button", { name: /Continue and read/ }));
  await screen.findByText(/has no keyring/);
  expect(connected.stepsRemain).toBe(false);
  await user.click(await screen.findByRole("button", { name: "Keep it for this run only" }));

  await screen.findByRole("heading", { name: "Read one label to test" });
  expect(invoke).toHaveBeenLastCalledWith("finish_setup", {
    choice: {
      labels: { available: 2, reserved: 7, checked_out: null },
      zone: "Europe/Lisbon",
      public_address: null,
      language: "en",
      keep_token: "this_run",
    },
  });
});

test("what is chosen about time, language and address goes to the core", async () => {
  const { user } = open();
  await connect(user);
  await user.type(await screen.findByLabelText("Public address"), "https://kit.example");
  screen.getByLabelText(/^Language/).focus();
  await user.keyboard("P");
  expect(screen.getByLabelText(/^Língua/)).toHaveFocus();
  expect(document.documentElement).toHaveAttribute("lang", "pt-PT");
  expect(screen.getByDisplayValue("https://kit.example")).toBeVisible();
  await user.click(screen.getByRole("button", { name: /^Continuar e ler/ }));

  await screen.findByRole("heading", { name: "Ler um código para testar" });
  expect(invoke).toHaveBeenCalledWith("finish_setup", {
    choice: expect.objectContaining({ public_address: "https://kit.example", language: "pt-PT" }),
  });
});

test("a missing label is created on a press that names it, and then chosen", async () => {
  answers.check_token = () => ({
    ...report,
    labels: report.labels.slice(0, 1),
    suggested: { ...report.suggested, reserved: null },
  });
  answers.create_label = ({ name }: { name: string }) => ({
    id: 9,
    name,
    kind: "deployable",
    assets: 0,
  });
  const { user } = open();
  await connect(user);
  expect(await screen.findByRole("button", { name: /Continue and read/ })).toBeDisabled();
  expect(screen.getByText(/writes nothing to Snipe-IT unless you create a label/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Create “Reservado” in Snipe-IT" }));

  expect(await screen.findByText(/Created in Snipe-IT: Reservado/)).toBeVisible();
  expect(invoke).toHaveBeenCalledWith("create_label", { role: "reserved", name: "Reservado" });
  expect(screen.getByRole("button", { name: /Continue and read/ })).toBeEnabled();
});

test("a label that the token may not create is not offered", async () => {
  answers.check_token = () => ({
    ...report,
    rights: { ...report.rights, create_labels: "missing" },
    suggested: { ...report.suggested, reserved: null },
  });
  const { user } = open();
  await connect(user);

  expect(await screen.findByText("Nothing is written to Snipe-IT during setup.")).toBeVisible();
  expect(screen.queryByRole("button", { name: /^Create/ })).toBeNull();
});

test("a label that Snipe-IT refuses to create says why and blocks still", async () => {
  answers.check_token = () => ({ ...report, suggested: { ...report.suggested, reserved: null } });
  answers.create_label = fails({
    code: "server",
    problem: { kind: "refused", message: "The name has already been taken." },
  });
  const { user } = open();
  await connect(user);
  await user.click(await screen.findByRole("button", { name: /^Create “Reservado/ }));

  expect(await screen.findByText(/was not created.*already been taken/)).toBeVisible();
  expect(screen.getByRole("button", { name: /Continue and read/ })).toBeDisabled();
});

async function finish() {
  const opened = open();
  await connect(opened.user);
  await opened.user.click(await screen.findByRole("button", { name: /Continue and read/ }));
  await screen.findByRole("heading", { name: "Read one label to test" });
  return opened;
}

test("a scan is shown, found among what was read, and presses no button", async () => {
  answers.find_equipment = () => [
    { kind: "asset", asset: { id: 1, tag: "ML-0633", title: "Câmara OAK-D" } },
  ];
  const { user } = await finish();
  expect(connected.stepsRemain).toBe(true);
  await user.keyboard("ml-0633{Enter}");

  expect(await screen.findByText("ML-0633 is Câmara OAK-D")).toBeVisible();
  expect(screen.getByText("ml-0633")).toBeVisible();
  expect(screen.getByLabelText("Scan here")).toHaveValue("");
  expect(screen.getByRole("button", { name: "Continue to the first read" })).toBeVisible();
});

test("the first read shows how far each list is, and the app opens meanwhile", async () => {
  const { user, ondone } = await finish();
  await user.click(screen.getByRole("button", { name: "Continue without scanner test" }));

  expect(await screen.findByRole("progressbar")).toHaveValue(400);
  expect(screen.getByText(/Give its user suppliers.view/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Open Toolcrib" }));
  expect(ondone).toHaveBeenCalled();
  expect(connected.stepsRemain).toBe(false);
});
