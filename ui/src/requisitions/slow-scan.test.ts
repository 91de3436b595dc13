/** A scanner slower than the gap types on a requisition's page: like a hand, and no step is taken. */
import { render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keys } from "$lib/keys.svelte";
import { go, route } from "$lib/route.svelte";
import { scanner } from "$lib/scanner.svelte";
import Requisition from "./Requisition.svelte";
import { line, requisition, unit } from "./samples";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => ({ listen: async () => () => undefined }));

Element.prototype.scrollIntoView = () => undefined;
// Dialogs close with an animation, which this page cannot play.
Element.prototype.getAnimations = () => [];

const GAP = 60;
const asset = { id: 718, tag: "ML-0718", title: "LoRa kit", location: null };
const alone = (position: number, change: Parameters<typeof unit>[0]) =>
  line({ id: `line-${position}`, position, units: [unit({ id: `u${position}`, ...change })] });
const lines = [
  alone(1, {}),
  alone(2, { state: "reserved", standing: "reserved", asset }),
  alone(3, { state: "checked_out", standing: "checked_out", asset }),
];

let deaf: (() => void)[];
let clock: number;

beforeEach(async () => {
  invoke.mockReset();
  invoke.mockImplementation(async (name: string) =>
    name === "requisition" ? requisition(lines) : [],
  );
  route.reset();
  go({ room: "requisition", id: "r1042" });
  deaf = [
    scanner.listen(document.body) as () => void,
    keys.listen(document.body) as () => void,
    scanner.receive(() => undefined),
  ];
  document.body.insertAdjacentHTML("beforeend", "<div role='search'><input></div>");
  render(Requisition, { id: "r1042" });
  await screen.findByRole("heading", { level: 1 });
  clock = 100_000;
  vi.useFakeTimers();
});

afterEach(() => {
  for (const each of deaf) each();
  vi.useRealTimers();
  document.body.replaceChildren();
});

/** A key as the browser delivers it. */
async function press(key: string, after: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(after);
  clock += after;
  const event = new KeyboardEvent("keydown", {
    key,
    code: key,
    shiftKey: /^[A-Z]$/.test(key),
    bubbles: true,
    cancelable: true,
  });
  Object.defineProperty(event, "timeStamp", { value: clock });
  const target = document.activeElement ?? document.body;
  const typed = target.dispatchEvent(event);
  if (typed && key === "Enter" && target instanceof HTMLButtonElement) target.click();
}

async function scanAt(position: number, text: string, end: string[]): Promise<void> {
  await vi.advanceTimersByTimeAsync(1000);
  document.querySelector<HTMLElement>(`[data-stop^="line-${position}/"]`)?.click();
  await vi.advanceTimersByTimeAsync(1000);
  clock += 2000;
  for (const [i, key] of [...text].entries()) await press(key, i === 0 ? 1000 : GAP);
  for (const key of end) await press(key, GAP);
  await vi.advanceTimersByTimeAsync(1000);
}

const READS = ["requisition", "session", "project", "rights", "scan", "search"];
const written = () =>
  invoke.mock.calls.map(([name]) => name as string).filter((name) => !READS.includes(name));

/** Capital letters come with Shift, and mean other shortcuts than small ones. */
const CODES = ["ML-0718", "LAB-0412", "RA-0012", "HT-0009", "0718A", "XA-1", "R2D2-77", "ATLRHM"];
const TAGS = CODES.flatMap((code) => [code, code.toLowerCase()]);

test.each(TAGS.flatMap((tag) => [1, 2, 3].map((position) => [tag, position] as const)))(
  "%s on line %i takes no step",
  async (tag, position) => {
    await scanAt(position, tag, ["Enter"]);
    expect(written(), "with its Enter").toEqual([]);
  },
);

test.each(TAGS)("%s without an end takes no step", async (tag) => {
  for (const position of [1, 2, 3]) await scanAt(position, tag, []);
  expect(written()).toEqual([]);
});

test("a code whose first letters are shortcuts of steps stands in the scan box", async () => {
  await scanAt(2, "ml-0718", ["Enter"]);
  expect(document.querySelector<HTMLInputElement>("[role=search] input")).toHaveValue("ml-0718");
  expect(document.activeElement).toBe(document.querySelector("[role=search] input"));
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a shortcut that only leads somewhere does, as for a person who types", async () => {
  await scanAt(1, "p-0001", ["Enter"]);
  expect(route.current).toEqual({ room: "project", id: "p1" });
  expect(written()).toEqual([]);
});

test("a person who presses one of these keys alone takes its step", async () => {
  await scanAt(1, "a", []);
  expect(written(), "or this test would prove nothing").toEqual(["approve"]);
});
