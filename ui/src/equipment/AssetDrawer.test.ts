import { configure, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EquipmentView, RequisitionView } from "$lib/bindings";
import { now } from "$lib/clock.svelte";
import { keys } from "$lib/keys.svelte";
import { route } from "$lib/route.svelte";
import { line, requisition, unit } from "../requisitions/samples";
import AssetDrawer from "./AssetDrawer.svelte";
import { claim, row, view } from "./samples";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => ({ listen: async () => () => undefined }));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 9, 14, 10, 0), toFake: ["Date"] });
  now.look();
  route.reset();
});

afterEach(() => vi.useRealTimers());

async function open(shown: EquipmentView, requisition?: RequisitionView) {
  invoke.mockImplementation(async (name: string) => {
    if (name === "asset") return shown;
    if (name !== "requisition") return [];
    return requisition ?? Promise.reject({ code: "not_found" });
  });
  render(AssetDrawer, { id: shown.asset.id, staleSince: undefined, onclose: () => undefined });
  await screen.findByRole("heading", { name: shown.asset.title });
  return userEvent.setup({ delay: null });
}

test("an overdue asset says with whom, since when, and leads to its requisition", async () => {
  const due = "2026-10-12";
  const user = await open(
    view({
      standing: { kind: "claimed", standing: "overdue", until: due, check_at: null },
      holder: { name: "Ana Silva", person: null, due },
      claims: [claim(), claim({ requisition: "r1044", number: 1044, standing: "pending" })],
      days: [
        { day: "2026-10-14", mark: "overdue" },
        { day: "2026-10-15", mark: "unknown" },
      ],
    }),
  );

  expect(screen.getByText("Overdue 2 d")).toBeVisible();
  expect(screen.getByText("Ana Silva")).toBeVisible();
  expect(screen.getByText("No check-in seen.")).toBeVisible();
  expect(screen.getByText("since Mon 12 Oct", { exact: false })).toBeVisible();
  expect(
    screen.getByRole("img", {
      name: "Next 14 days: 14 Oct overdue, 15 Oct unknown until returned",
    }),
  ).toBeVisible();
  expect(screen.getByRole("button", { name: "R-1044" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "New requisition" })).toBeNull();

  await user.click(screen.getByRole("button", { name: "Open R-1042" }));
  expect(route.current).toEqual({ room: "requisition", id: "r1042" });
});

test("T takes back what is out, from whom Snipe-IT says has it", async () => {
  const out = unit({
    state: "checked_out",
    standing: "checked_out",
    asset: row(409).asset,
  });
  const shown = view({
    standing: { kind: "claimed", standing: "checked_out", until: "2026-10-28", check_at: null },
    holder: { name: "Beatriz Ançã", person: null, due: null },
    claims: [claim()],
  });
  const stop = keys.listen(document.body);
  const user = await open(shown, requisition([line({ quantity: 1, units: [out] })]));
  expect(screen.getByRole("button", { name: "Take back from Beatriz Ançã" })).toBeVisible();
  await user.keyboard("t");
  expect(invoke).toHaveBeenCalledWith("take_back", { units: ["unit-1"] });
  stop?.();
});

test("where no page can be opened there is no button for it", async () => {
  const standing = { kind: "not_lendable", label: "In repair" } as const;
  await open(view({ standing, label: "In repair", has_page: false }));

  expect(screen.getAllByText("In repair")).toHaveLength(2);
  const buttons = screen.getAllByRole("button").map((button) => button.getAttribute("aria-label"));
  expect(buttons).toEqual(["Close Analog Discovery 3"]);
});

test("a name from Snipe-IT is text", async () => {
  const title = "<img src=x onerror=alert(1)>";
  await open(view({ asset: { id: 1, tag: "ML-1", title, location: null } }));
  expect(document.querySelector("img")).toBeNull();
});
