import { render, screen } from "@testing-library/svelte";
import { createRawSnippet, tick } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { layOut } from "../../dev/lay-out";
import VirtualTable from "./VirtualTable.svelte";

const TOTAL = 10_000;
const ROW = 36;

beforeEach(layOut);

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A table that has read fifty rows from `offset` on. */
function table(offset: number) {
  const known = Array.from({ length: 50 }, (_, i) => `row ${offset + i}`);
  return {
    label: "Rows",
    columns: [{ id: "name", label: "Name", width: "1fr" }],
    total: TOTAL,
    row: (index: number) => known[index - offset],
    find: (matches: (row: string) => boolean) => {
      const index = known.findIndex(matches);
      return index < 0 ? undefined : offset + index;
    },
    key: (row: string) => row,
    name: (row: string) => row,
    cell: createRawSnippet((row: () => string) => ({ render: () => `<span>${row()}</span>` })),
    onneed: () => undefined,
    onselect: () => undefined,
    onopen: () => undefined,
  };
}

async function scrollTo(index: number): Promise<void> {
  const grid = screen.getByRole("grid");
  grid.scrollTop = index * ROW;
  grid.dispatchEvent(new Event("scroll"));
  await tick();
}

/** The row that is drawn at a place. */
function drawnAt(index: number): HTMLElement | undefined {
  const rows = screen.queryAllByRole("row");
  return rows.find((row) => row.style.transform === `translateY(${index * ROW}px)`);
}

test("flung past what was read it shows what came last, and the place's own rows once they come", async () => {
  const { rerender } = render(VirtualTable<string>, table(0));
  expect(drawnAt(2)).toHaveTextContent("row 2");

  await scrollTo(5_000);
  const behind = drawnAt(5_000);
  expect(behind, "no empty table while the wheel turns").toBeDefined();
  expect(Number(behind?.getAttribute("aria-rowindex")), "its number is its own").toBeLessThan(50);

  await rerender(table(4_980));
  expect(drawnAt(5_000)).toHaveTextContent("row 5000");
  expect(drawnAt(5_000)).toHaveAttribute("aria-rowindex", "5002");
});
