import { configure, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { keys } from "$lib/keys.svelte";
import { toasts } from "$lib/toasts.svelte";
import Requisition from "./Requisition.svelte";
import { line, requisition, unit } from "./samples";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => ({ listen: async () => () => undefined }));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });
Element.prototype.scrollIntoView = () => undefined;

const asset = { id: 718, tag: "ML-0718", title: "LoRa SX1276 kit", location: null };
const held = unit({ id: "unit-4", state: "reserved", standing: "reserved", asset });
const lent = unit({ id: "unit-5", state: "checked_out", standing: "checked_out", asset });

/** What the core says to a day. */
let answer: () => null;

beforeEach(() => {
  answer = () => null;
  toasts.shown.forEach((shown) => toasts.dismiss(shown));
  invoke.mockReset();
  invoke.mockImplementation(async (name: string) => {
    const lines = [
      line({ quantity: 1, units: [held], candidates: [] }),
      line({ id: "line-2", position: 2, quantity: 1, units: [lent], candidates: [] }),
    ];
    if (name === "change_due") return answer();
    return name === "requisition" ? requisition(lines) : [];
  });
});

async function open() {
  const stop = keys.listen(document.body);
  render(Requisition, { id: "r1042" });
  await screen.findByRole("heading", { level: 1 });
  return { user: userEvent.setup({ delay: null }), stop };
}

const field = () => screen.findByRole("textbox", { name: "Due back" });
const changes = () => invoke.mock.calls.filter(([name]) => name === "change_due");

test("D asks for the day of a reserved unit, and Ctrl+Enter changes it", async () => {
  const { user, stop } = await open();
  await user.keyboard("d");
  const day = await field();
  await user.clear(day);
  await user.type(day, "2026-11-04");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await vi.waitFor(() => expect(changes()).toHaveLength(1));
  expect(changes()[0]?.[1]).toEqual({ unit: "unit-4", due: "2026-11-04" });
  await vi.waitFor(() =>
    expect(toasts.shown[0]?.toast.title).toMatch(/ML-0718 will be due .*4 Nov/),
  );
  stop?.();
});

test("a day that the core refuses is said beside it, and the dialog stays", async () => {
  answer = () => {
    throw { code: "invalid", fields: [{ field: "due", problem: { code: "in_the_past" } }] };
  };
  const { user, stop } = await open();
  await user.keyboard("d");
  await user.click(await field());
  await user.keyboard("{Control>}{Enter}{/Control}");
  await screen.findByText("This day is over.");
  expect(screen.getByRole("dialog")).toBeInTheDocument();
  stop?.();
});

test("of what is out the day is Snipe-IT's, and D asks nothing", async () => {
  const { user, stop } = await open();
  await user.keyboard("jd");
  expect(screen.queryByRole("dialog")).toBeNull();
  stop?.();
});
