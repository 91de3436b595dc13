import { configure, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { AddressReport, ConnectionTrust, DeskError, TrustChoice } from "$lib/bindings";
import { Connection } from "./connection.svelte";
import ConnectionPage from "./ConnectionPage.svelte";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

const fingerprint = "9F4C21A7D05E8B136E90C2F847BD0A36E15D73C92B84F06A58E19D27B3C4610F";
const certificate = {
  fingerprint,
  names: ["lab.example"],
  valid_from: null,
  valid_until: "2028-03-03T12:00:00Z",
};
const unknown: ConnectionTrust = {
  kind: "untrusted",
  protocol: "TLS 1.3",
  certificate,
  problem: { kind: "unknown_certificate" },
};

type Asked = { address: string; trust: TrustChoice };
let answer: (asked: Asked) => ConnectionTrust | DeskError;

beforeEach(() => {
  answer = ({ trust }) =>
    trust.kind === "pin" ? { kind: "pinned", protocol: "TLS 1.3", certificate } : unknown;
  invoke.mockReset();
  invoke.mockImplementation((name: string, asked: Asked) => {
    if (name !== "check_address") return Promise.resolve(null);
    const said = answer(asked);
    if ("code" in said) return Promise.reject(said);
    const { address } = asked;
    const report: AddressReport = { address, host: "lab.example", trust: said, answered_in: 84 };
    return Promise.resolve(report);
  });
});

async function ask(address: string) {
  const user = userEvent.setup({ delay: null });
  render(ConnectionPage, { connection: new Connection(), onback: vi.fn(), ondone: vi.fn() });
  await user.type(screen.getByLabelText("Server address"), `${address}{Enter}`);
  return user;
}

const asked = () => invoke.mock.calls.map(([, args]) => (args as Asked).trust);
const token = () => screen.getByLabelText("API token");

test("a certificate nobody vouches for is shown in groups of four, and Enter pins it", async () => {
  const user = await ask("https://lab.example");
  const groups = await screen.findByRole("list", { name: "SHA-256 fingerprint" });
  expect(groups.children).toHaveLength(16);
  expect(groups.firstElementChild).toHaveTextContent(/^9F4C$/);
  expect(screen.getByText("lab.example, valid until 3 Mar 2028")).toBeVisible();
  expect(token()).toBeDisabled();
  expect(token()).toHaveAttribute("placeholder", "Pin the certificate first");
  expect(screen.getByRole("button", { name: /It matches, pin it/ })).toHaveFocus();
  await user.keyboard("{Enter}");

  expect(
    await screen.findByText("Answered in 84 ms over TLS 1.3, certificate pinned"),
  ).toBeVisible();
  expect(asked()).toEqual([{ kind: "system" }, { kind: "pin", fingerprint }]);
  expect(token()).toBeEnabled();
});

test("a pinned certificate goes with the token", async () => {
  const user = await ask("https://lab.example");
  await user.click(await screen.findByRole("button", { name: /It matches/ }));
  await screen.findByText(/certificate pinned/);
  await user.type(token(), "the-token{Enter}");

  expect(invoke).toHaveBeenLastCalledWith("check_token", {
    address: "https://lab.example",
    trust: { kind: "pin", fingerprint },
    token: "the-token",
  });
});

test("a certificate that does not match stops everything and sends nothing more", async () => {
  const user = await ask("https://lab.example");
  await user.click(await screen.findByRole("button", { name: "It does not match" }));

  expect(screen.getByRole("alert")).toHaveTextContent(/Do not continue.*Nothing was sent/);
  expect(screen.queryByRole("button", { name: /pin it/ })).toBeNull();
  expect(token()).toBeDisabled();
  expect(invoke).toHaveBeenCalledTimes(1);
});

test("saying that it does not match and comparing again never leads the focus to the pin", async () => {
  const user = await ask("https://lab.example");
  await user.click(await screen.findByRole("button", { name: "It does not match" }));
  expect(screen.getByRole("button", { name: "Compare again" })).toHaveFocus();
  await user.keyboard("{Enter}");
  expect(screen.getByRole("button", { name: "It does not match" })).toHaveFocus();
  expect(invoke).toHaveBeenCalledTimes(1);
});

test("Enter belongs to the pin only until a file is named", async () => {
  const user = await ask("https://lab.example");
  const pin = await screen.findByRole("button", { name: /pin it/ });
  expect(pin).toHaveAttribute("aria-keyshortcuts", "Enter");
  await user.click(screen.getByRole("button", { name: "Name a CA file instead" }));
  expect(pin).not.toHaveAttribute("aria-keyshortcuts");
});

test("the file of an authority can be named instead; a wrong one keeps the fingerprint", async () => {
  const user = await ask("https://lab.example");
  answer = () => ({
    code: "invalid",
    fields: [{ field: "path", problem: { code: "unreadable" } }],
  });
  await user.click(await screen.findByRole("button", { name: "Name a CA file instead" }));
  await user.type(
    screen.getByLabelText("File of the certificate authority"),
    "/etc/lab.pem{Enter}",
  );
  expect(await screen.findByRole("alert")).toHaveTextContent(/No certificate can be read/);
  answer = () => ({ kind: "authority", protocol: "TLS 1.2", file: "lab.pem" });
  await user.click(screen.getByRole("button", { name: "Trust this authority" }));

  expect(await screen.findByText(/over TLS 1.2, trusted through lab.pem/)).toBeVisible();
  expect(asked().at(-1)).toEqual({ kind: "authority", path: "/etc/lab.pem" });
});

test("an address without encryption says what that means before it is used", async () => {
  const notSecure: DeskError = {
    code: "invalid",
    fields: [{ field: "address", problem: { code: "not_secure" } }],
  };
  answer = ({ trust }) => (trust.kind === "plain" ? { kind: "plain" } : notSecure);
  const user = await ask("http://lab.example");
  expect(await screen.findByRole("alert")).toHaveTextContent(/can read the token/);
  expect(token()).toBeDisabled();
  await user.click(screen.getByRole("button", { name: /use it without encryption/ }));

  expect(await screen.findByText("Answered in 84 ms, not encrypted")).toBeVisible();
  expect(token()).toBeEnabled();
});

test("trust belongs to its address: another one is asked anew", async () => {
  const user = await ask("https://lab.example");
  await user.click(await screen.findByRole("button", { name: /It matches/ }));
  await screen.findByText(/certificate pinned/);
  await user.type(screen.getByLabelText("Server address"), ".org{Enter}");

  await screen.findByRole("list", { name: "SHA-256 fingerprint" });
  expect(asked().at(-1)).toEqual({ kind: "system" });
  expect(token()).toBeDisabled();
});
