import { configure, fireEvent, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Health, ScanCard, Scanned } from "$lib/bindings";
import { health } from "$lib/health.svelte";
import { keys } from "$lib/keys.svelte";
import { forget } from "$lib/remember.svelte";
import { go, route } from "$lib/route.svelte";
import { offerSearch } from "$lib/search-for";
import { toasts } from "$lib/toasts.svelte";
import { chain } from "../chain/chain.svelte";
import { row } from "../equipment/samples";
import { operation } from "../requisitions/samples";
import { openScan } from "./open";
import Scan from "./Scan.svelte";
import { card, out, reserved } from "./samples";

const invoke = vi.hoisted(() => vi.fn());
const heard = vi.hoisted(() => new Map<string, Set<(event: unknown) => void>>());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => ({
  listen: async (name: string, handler: (event: unknown) => void) => {
    heard.set(name, (heard.get(name) ?? new Set()).add(handler));
    return () => heard.get(name)?.delete(handler);
  },
}));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });
Element.prototype.scrollIntoView = () => undefined;

const stored = [
  {
    unit: "unit-1",
    outcome: { kind: "stored", operation: "operation-1", due_at: "2026-10-14T10:31:00Z" },
  },
];
const outage = { code: "server", problem: { kind: "timed_out" } };
let scanned: Scanned;
let shown: ScanCard;
let reading: () => unknown;
let asked: () => unknown;

beforeEach(() => {
  forget();
  route.reset();
  for (const toast of toasts.shown) toasts.dismiss(toast);
  [scanned, shown, reading] = [{ kind: "asset", id: 718, by: "tag" }, reserved(), () => null];
  invoke.mockReset();
  invoke.mockImplementation(async (name: string) => {
    if (name === "scan") return scanned;
    if (name === "scan_asked") return asked();
    if (name === "scan_card") return shown;
    if (name === "read_asset") return reading();
    if (name === "hand_over") return stored;
    if (name === "requisition") return shown.loan?.requisition;
    return [];
  });
});

/** What the core announces after a commit. */
function changed(now: ScanCard): void {
  shown = now;
  for (const handler of heard.get("changed-event") ?? []) {
    handler({ payload: { topics: ["requisitions"] } });
  }
}

const code = (text: string) => ({ text, us: null });
const step = () => screen.findByRole("button", { name: /Hand over to Ana/ });
const calls = (name: string) => invoke.mock.calls.filter(([called]) => called === name);

async function scanIt() {
  const stop = keys.listen(document.body);
  render(Scan);
  await openScan(code("ML-0718"));
  return { user: userEvent.setup({ delay: null }), stop };
}

test("a scan shows the asset, and Enter on its one step hands it over", async () => {
  const { user, stop } = await scanIt();
  await vi.waitFor(async () => expect(await step()).toHaveFocus());
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("LoRa SX1276 kit");
  expect(screen.getByText("for Ana Silva, held until Fri 16 Oct")).toBeInTheDocument();
  expect(screen.getByText(/Member, student 98214/)).toBeInTheDocument();
  const said = screen.getByRole("status");
  expect(said).toHaveTextContent(/^LoRa SX1276 kit, ML-0718\. Reserved for Ana Silva/);
  expect(said).toHaveTextContent(/Hand over to Ana Silva$/);
  expect(calls("read_asset")).toEqual([["read_asset", { id: 718 }]]);
  await user.keyboard("{Enter}");
  expect(calls("hand_over")).toEqual([["hand_over", { loans: [{ unit: "unit-1", to: null }] }]]);
  const told = [["requisition", { id: "r1042" }]];
  await vi.waitFor(() => expect(calls("requisition"), "it is told when it arrived").toEqual(told));
  stop?.();
});

test("the focus stays while the state goes on, and the step that came up is not pressed too", async () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(1_000);
  const { user, stop } = await scanIt();
  await vi.waitFor(async () => expect(await step()).toHaveFocus());
  const going = operation({ kind: "hand_over", phase: "sending" });
  changed(reserved({ standing: "handing_over", operation: going }));
  const waits = await screen.findByRole("button", { name: /Handing over/ });
  expect(waits).toHaveFocus();
  expect(waits).toHaveAttribute("aria-disabled", "true");
  await user.keyboard("{Enter}");
  changed(out());
  const back = await screen.findByRole("button", { name: /Take back from Ana Silva/ });
  expect(back).toHaveFocus();
  await user.keyboard("{Enter}");
  expect(calls("hand_over").concat(calls("take_back"))).toEqual([]);
  now.mockReturnValue(2_000);
  await user.keyboard("{Enter}");
  expect(calls("take_back")).toEqual([["take_back", { units: ["unit-1"] }]]);
  now.mockRestore();
  stop?.();
});

test("W tells the whole chain: of the unit that has it, else of the asset", async () => {
  const { user, stop } = await scanIt();
  await step();
  await user.keyboard("w");
  expect(chain.subject).toEqual({ kind: "unit", requisition: "r1042", unit: "unit-1" });
  changed(card());
  await screen.findByRole("button", { name: /New requisition/ });
  await user.keyboard("w");
  expect(chain.subject).toEqual({ kind: "asset", asset: 718 });
  chain.close();
  stop?.();
});

test("D asks for another day while it is still here, and not once it is out", async () => {
  const { user, stop } = await scanIt();
  await step();
  const steps = () => within(screen.getByRole("group", { name: /Steps for/ }));
  expect(steps().getByRole("button", { name: /Change date/ })).toBeInTheDocument();
  await user.keyboard("d");
  expect(await screen.findByRole("dialog")).toHaveTextContent("ML-0718");
  await user.keyboard("{Escape}");
  changed(out());
  await screen.findByRole("button", { name: /Take back/ });
  expect(steps().queryByRole("button", { name: /Change date/ })).toBeNull();
  stop?.();
});

test("a held Enter presses once", async () => {
  const { stop } = await scanIt();
  const button = await step();
  const repeated = new KeyboardEvent("keydown", {
    key: "Enter",
    repeat: true,
    bubbles: true,
    cancelable: true,
  });
  await fireEvent(button, repeated);
  expect(repeated.defaultPrevented).toBe(true);
  stop?.();
});

test("the next scan takes the place of the card, and the last one says what became of it", async () => {
  const { stop } = await scanIt();
  await step();
  changed(out());
  await screen.findByRole("button", { name: /Take back/ });
  const other = card();
  other.view.asset = { ...other.view.asset, id: 221, tag: "ML-0221", title: "Fluke 117" };
  [scanned, shown] = [{ kind: "asset", id: 221, by: "tag" }, other];
  await openScan(code("ML-0221"));
  await screen.findByRole("heading", { level: 1, name: "Fluke 117" });
  const last = screen.getByRole("button", { name: /LoRa SX1276 kit ML-0718/ });
  expect(last).toHaveTextContent("Handed over to Ana Silva");
  route.back();
  expect(route.current).toEqual({ room: "today" });
  stop?.();
});

test("without an answer from Snipe-IT the card stays, with its age and the reason", async () => {
  reading = () => {
    throw outage;
  };
  invoke.mockImplementationOnce(async () => scanned);
  const { stop } = await scanIt();
  await step();
  expect(await screen.findByText(/Not read again, as of /)).toBeInTheDocument();
  stop?.();
});

test("once Snipe-IT answers again the card is read again by itself", async () => {
  health.now = { state: "offline" } as Health;
  reading = () => {
    throw outage;
  };
  const { stop } = await scanIt();
  await screen.findByText(/Not read again, as of /);
  expect(await step()).toHaveTextContent(
    "Checked out as soon as Snipe-IT answers, until Wed 28 Oct",
  );
  reading = () => null;
  health.now = { state: "live" } as Health;
  await vi.waitFor(() => expect(screen.queryByText(/Not read again/)).toBeNull());
  expect(calls("read_asset")).toHaveLength(2);
  health.now = undefined;
  stop?.();
});

test("the same keys on a US keyboard are offered, not taken", async () => {
  const asset = row(412).asset;
  scanned = { kind: "did_you_mean", code: "ML'412", asset };
  const { user, stop } = await scanIt();
  await screen.findByRole("heading", { name: "No equipment has “ML'412”" });
  const open = screen.getByRole("button", { name: "Open ML-412" });
  await vi.waitFor(() => expect(open).toHaveFocus());
  expect(screen.getByRole("button", { name: "Fix the scanner…" })).toBeInTheDocument();
  await user.keyboard("{Enter}");
  expect(route.current).toEqual({ room: "scan", id: 412 });
  stop?.();
});

test("nothing found says so, and another server's label is not opened", async () => {
  scanned = { kind: "nothing", code: "<b>X</b>", ask: false };
  const { stop } = await scanIt();
  expect(await screen.findByRole("heading")).toHaveTextContent("No equipment has “<b>X</b>”");
  scanned = { kind: "other_server", host: "snipe.other.example" };
  expect(await openScan(code("https://snipe.other.example/hardware/1"))).toBe(false);
  await screen.findByRole("heading", { name: "This label belongs to another server" });
  expect(screen.getByRole("status")).toHaveTextContent("This label belongs to another server");
  expect(screen.getByText(/snipe\.other\.example/)).toBeInTheDocument();
  expect(document.querySelector("a")).toBeNull();
  stop?.();
});

const unknown: Scanned = { kind: "nothing", code: "NEW-1", ask: true };

test("what is not known here is asked of Snipe-IT, visibly and once, and then opened", async () => {
  let answer = (_: Scanned): void => undefined;
  scanned = unknown;
  asked = () => new Promise<Scanned>((resolve) => (answer = resolve));
  render(Scan);
  const found = openScan(code("NEW-1"));
  await screen.findByRole("heading", { name: "Asking Snipe-IT for “NEW-1”" });
  expect(screen.getByRole("status")).toHaveTextContent("Asking Snipe-IT for “NEW-1”");
  answer({ kind: "asset", id: 718, by: "tag" });
  expect(await found, "the sound waits for the answer").toBe(true);
  await screen.findByRole("heading", { level: 1, name: "LoRa SX1276 kit" });
  expect(calls("scan_asked")).toEqual([["scan_asked", { code: code("NEW-1") }]]);
});

test("an answer to what is no longer looked at takes nobody away", async () => {
  let answer = (_: Scanned): void => undefined;
  scanned = unknown;
  asked = () => new Promise<Scanned>((resolve) => (answer = resolve));
  render(Scan);
  const found = openScan(code("NEW-1"));
  await screen.findByRole("heading", { name: "Asking Snipe-IT for “NEW-1”" });
  go({ room: "inbox" });
  answer({ kind: "asset", id: 718, by: "tag" });
  await found;
  expect(route.current.room).toBe("inbox");
});

test("what Snipe-IT does not know either can be searched for", async () => {
  const searched = vi.fn();
  const stop = offerSearch(searched);
  scanned = unknown;
  asked = () => ({ ...unknown, ask: false });
  render(Scan);
  expect(await openScan(code("NEW-1"))).toBe(false);
  expect(await screen.findByRole("heading")).toHaveTextContent("No equipment has “NEW-1”");
  screen.getByRole("button", { name: "Search instead" }).click();
  expect(searched).toHaveBeenCalledWith("NEW-1");
  stop();
});

test("a Snipe-IT that does not answer is said so, and asked again on C", async () => {
  scanned = unknown;
  asked = () => {
    throw outage;
  };
  const stop = keys.listen(document.body);
  render(Scan);
  expect(await openScan(code("NEW-1"))).toBe(false);
  expect(await screen.findByRole("heading")).toHaveTextContent(
    "“NEW-1” is not known here, and Snipe-IT could not be asked",
  );
  expect(screen.getByRole("button", { name: "Search instead" })).toBeVisible();
  asked = () => ({ kind: "asset", id: 718, by: "tag" });
  await userEvent.setup({ delay: null }).keyboard("c");
  await screen.findByRole("heading", { level: 1, name: "LoRa SX1276 kit" });
  stop?.();
});

test("offline nothing is asked, and it is as soon as Snipe-IT answers again", async () => {
  health.now = { state: "offline" } as Health;
  scanned = unknown;
  asked = () => ({ kind: "asset", id: 718, by: "tag" });
  render(Scan);
  expect(await openScan(code("NEW-1"))).toBe(false);
  await screen.findByText("It is asked as soon as it answers again.");
  expect(calls("scan_asked")).toEqual([]);
  health.now = { state: "live" } as Health;
  await screen.findByRole("heading", { level: 1, name: "LoRa SX1276 kit" });
  expect(calls("scan_asked")).toHaveLength(1);
  health.now = undefined;
});

test("of several none is chosen before a person chooses", async () => {
  scanned = { kind: "several", code: "TWIN", by: "serial", rows: [row(1), row(2)] };
  const { user, stop } = await scanIt();
  const list = await screen.findByRole("listbox", { name: /2 assets have the serial number/ });
  const options = () => within(list).getAllByRole("option");
  expect(options().map((each) => each.getAttribute("aria-selected"))).toEqual(["false", "false"]);
  await user.keyboard("{Enter}");
  expect(route.current).toMatchObject({ miss: scanned });
  await user.keyboard("jj{Enter}");
  expect(route.current).toEqual({ room: "scan", id: 2 });
  stop?.();
});

test("a slower answer to an earlier scan does not take the place of a later one", async () => {
  let answer = (_: Scanned): void => undefined;
  invoke.mockImplementationOnce(() => new Promise<Scanned>((resolve) => (answer = resolve)));
  const first = openScan(code("ML-0001"));
  await openScan(code("ML-0718"));
  answer({ kind: "asset", id: 1, by: "tag" });
  await first;
  expect(route.current).toEqual({ room: "scan", id: 718 });
});

test("Review and New requisition lead there, and approve nothing", async () => {
  shown = card();
  const { user, stop } = await scanIt();
  await screen.findByRole("button", { name: /New requisition/ });
  await user.keyboard("n");
  expect(route.current).toEqual({ room: "requisition-new" });
  expect(calls("approve")).toEqual([]);
  stop?.();
});
