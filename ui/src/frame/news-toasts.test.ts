import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { News, NotificationView, UnitView } from "$lib/bindings";
import { route } from "$lib/route.svelte";
import { toasts } from "$lib/toasts.svelte";
import { line, operation, requisition, unit } from "../requisitions/samples";
import { NewsToasts } from "./news-toasts";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));

let units: UnitView[];

beforeEach(() => {
  route.reset();
  units = [unit({ operation: operation({ phase: "refused" }) })];
  invoke.mockImplementation(async () => requisition([line({ units })]));
});

afterEach(() => toasts.shown.forEach((shown) => toasts.dismiss(shown)));

const about = (id: string, news: News): NotificationView => ({
  id,
  at: "2026-10-14T10:46:00Z",
  news,
  requisition: "r1042",
  number: 1042,
  read: false,
});

const taken = about("n2", {
  kind: "refused",
  asset: "Osciloscópio Rigol DS1054Z",
  tag: "ML-0412",
  refusal: { code: "not_free", reason: { why: "held", holder: "D. Figueiredo" } },
});

const outside = {
  kind: "disagreement",
  asset: "x",
  tag: "ML-0377",
  about: "outside_project",
} as const;

/** What a window shows that was open when this came. */
async function told(view: NotificationView) {
  const news = new NewsToasts();
  news.receive([]);
  news.receive([view]);
  await vi.waitFor(() => expect(toasts.shown).toHaveLength(1));
  return toasts.shown[0]!.toast;
}

test("a reservation that was refused stays in red, and another asset is one press away", async () => {
  const toast = await told(taken);
  expect(toast).toMatchObject({
    title: "Not reserved: ML-0412 was taken",
    hue: "red",
    sticky: true,
    action: { label: "Pick another" },
  });
  expect(toast.body).toContain("D. Figueiredo");
  toast.action?.run();
  expect(route.current).toEqual({ room: "inbox", id: "r1042" });
  expect(toasts.shown).toEqual([]);
});

test("where nothing is left to pick, nothing is offered", async () => {
  units = [unit({ state: "checked_out" })];
  const toast = await told(taken);
  expect(toast.action).toBeUndefined();
  expect(toast.title).not.toContain("Not reserved");
});

test("a discrepancy stays until it was looked at", async () => {
  const toast = await told(about("n3", { ...outside, discrepancy: "d7" }));
  expect(toast).toMatchObject({
    title: "ML-0377 is with someone outside the project",
    body: "Discrepancy opened",
    hue: "plum",
    sticky: true,
    action: { label: "Look", key: "G D" },
  });
  toast.action?.run();
  expect(route.current, "the very one").toEqual({ room: "discrepancies", id: "d7" });
});

test("a message of an earlier version leads to the room", async () => {
  const toast = await told(about("n3", { ...outside, discrepancy: null }));
  toast.action?.run();
  expect(route.current).toEqual({ room: "discrepancies" });
});

test("what was there before is not told again", () => {
  const news = new NewsToasts();
  news.receive([taken]);
  news.receive([taken]);
  expect(toasts.shown).toEqual([]);
});
