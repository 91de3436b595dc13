import { configure, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { EquipmentMatch, Found, Matches, SearchQuery, UnitView } from "$lib/bindings";
import { go, route } from "$lib/route.svelte";
import { entering } from "../people/entering";
import { line, operation, unit } from "../requisitions/samples";
import { scans } from "../scan/scans.svelte";
import SearchBox from "./SearchBox.svelte";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => ({ listen: () => Promise.resolve(() => undefined) }));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

const matches = <T>(rows: T[], total = rows.length): Matches<T> => ({
  total,
  more: total > 40,
  rows,
});
const none = { total: 0, more: false, rows: [] };

const nothing: Found = {
  equipment: none,
  models: none,
  people: none,
  requisitions: none,
  projects: none,
};

const scope: EquipmentMatch = {
  row: {
    asset: { id: 409, tag: "ML-0409", title: "Osciloscópio Rigol", location: "Lab 2.14" },
    standing: { kind: "claimed", standing: "checked_out", until: "2026-12-24", check_at: null },
    wanted: false,
  },
  holder: "Ana <b>Silva</b>",
  unit: {
    unit: "u1",
    asset: { id: 409, tag: "ML-0409", title: "Osciloscópio Rigol", location: null },
    line: { requisition: "r1", number: 1042, line: 1, project: "LoRa", requester: "Ana Silva" },
    requester: "ana",
    standing: "checked_out",
    from: "2026-12-01",
    due: "2026-12-24",
    hold_until: null,
  },
};

const rigol: Found = {
  ...nothing,
  equipment: matches([scope], 50),
  models: matches([{ id: 7, name: "Rigol DS1054Z", free: 9, total: 14 }]),
  requisitions: matches([
    {
      id: "r1",
      number: 1042,
      project: "LoRa",
      requester: "Ana Silva",
      line: 1,
      standing: "pending",
    },
  ]),
};

let answer: (query: SearchQuery) => Found | Promise<Found>;

beforeEach(() => {
  route.reset();
  answer = ({ text }) => ("rigol".startsWith(text) ? rigol : nothing);
  invoke.mockReset();
  invoke.mockImplementation(async (name: string, args: { query: SearchQuery }) =>
    name === "search" ? answer(args.query) : [],
  );
});

function shown() {
  render(SearchBox);
  const box = screen.getByRole("combobox", { name: "Scan or search" });
  return { box, user: userEvent.setup({ delay: null }) };
}

const chosen = () => screen.getByRole("option", { selected: true });
const asked = () => invoke.mock.calls.filter(([name]) => name === "search").map(([, a]) => a.query);

test("kinds stand in groups with their counts, and strings of Snipe-IT are text", async () => {
  const { box, user } = shown();
  expect(screen.getByText("Scanner ready")).toBeVisible();
  await user.type(box, "rigol");
  const equipment = await screen.findByRole("group", { name: "Equipment" });
  expect(within(equipment).getByText("50+")).toBeInTheDocument();
  expect(chosen()).toHaveAccessibleName(
    "Osciloscópio Rigol, ML-0409 Ana <b>Silva</b>, Checked out, Take back",
  );
  expect(chosen().querySelector("mark")).toHaveTextContent("Rigol");
  expect(box).toHaveAttribute("aria-activedescendant", chosen().id);
  expect(screen.getByRole("option", { name: "Rigol DS1054Z, 9 of 14 available" })).toBeVisible();
  expect(screen.getByRole("option", { name: /R-1042 LoRa, Ana Silva, line 1/ })).toBeVisible();
  expect(screen.getByRole("option", { name: /Show overdue/ })).toBeVisible();
  expect(screen.getByRole("status")).toHaveTextContent("52+ results");
  expect(screen.queryByText("Scanner ready")).toBeNull();
});

test("Enter opens the row in hand, also when its answer is still on its way", async () => {
  let arrive = (_: Found) => undefined as void;
  answer = () => new Promise((resolve) => (arrive = resolve));
  const { box, user } = shown();
  await user.type(box, "r{Enter}");
  expect(route.current.room).toBe("today");
  arrive(rigol);
  await waitFor(() => expect(route.current).toEqual({ room: "scan", id: 409 }));
  expect(box).not.toHaveFocus();
  expect(box).toHaveValue("");
});

test("Ctrl+Enter takes the next step, and of a wish opens its requisition", async () => {
  const { box, user } = shown();
  await user.type(box, "rigol");
  await screen.findByRole("group", { name: "Equipment" });
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(invoke).toHaveBeenCalledWith("take_back", { units: ["u1"] });
  await user.type(box, "rigol");
  await screen.findByRole("group", { name: "Equipment" });
  await user.keyboard("{ArrowDown}{ArrowDown}{Control>}{Enter}{/Control}");
  expect(route.current).toEqual({ room: "inbox", id: "r1" });
});

test("a lost answer is looked for, and a disagreement opened, from the row that shows it", async () => {
  const stands = (standing: "in_doubt" | "discrepancy", change: Partial<UnitView>): void => {
    const claimed = { kind: "claimed", standing, until: "2026-12-24", check_at: null } as const;
    const row = { ...scope.row, standing: claimed };
    const loan = scope.unit && { ...scope.unit, standing };
    const lines = [line({ units: [unit({ id: "u1", ...change })] })];
    answer = () => ({ ...nothing, equipment: matches([{ ...scope, row, unit: loan }]) });
    invoke.mockImplementation(async (name: string, args: { query: SearchQuery }) =>
      name === "requisition" ? { lines } : name === "search" ? answer(args.query) : [],
    );
  };
  const { box, user } = shown();
  const step = async () => {
    await user.clear(box);
    await user.type(box, "rigol");
    await screen.findByRole("group", { name: "Equipment" });
    await user.keyboard("{Control>}{Enter}{/Control}");
  };
  stands("in_doubt", { operation: operation({ id: "op7", phase: "in_doubt" }) });
  await step();
  await waitFor(() => expect(invoke).toHaveBeenCalledWith("check_operation", { operation: "op7" }));
  stands("discrepancy", { discrepancy: "d7" });
  await step();
  await waitFor(() => expect(route.current).toEqual({ room: "discrepancies", id: "d7" }));
});

test("the other language is stored at once, with every other setting as it was", async () => {
  const settings = { labels: { available: 2, reserved: 7, checked_out: null }, undo_seconds: 10 };
  invoke.mockImplementation(async (name: string) => (name === "settings" ? settings : null));
  const { box, user } = shown();
  await user.type(box, ">português");
  await user.keyboard("{Enter}");
  await waitFor(() =>
    expect(invoke).toHaveBeenCalledWith("save_settings", {
      change: expect.objectContaining({ ...settings, language: "pt-PT" }),
    }),
  );
});

test("a new person is entered in the room that lists them", async () => {
  const { box, user } = shown();
  await user.type(box, ">new person{Enter}");
  await waitFor(() => expect(route.current).toEqual({ room: "people" }));
  expect(entering().value).toBe(true);
});

test("Tab narrows to the kind in hand, and the chip can be taken away again", async () => {
  const { box, user } = shown();
  await user.type(box, "rigol");
  await screen.findByRole("group", { name: "Equipment" });
  await user.keyboard("{ArrowDown}{Tab}");
  expect(box).toHaveFocus();
  expect(asked().at(-1)).toMatchObject({ text: "rigol", only: "models" });
  await user.click(await screen.findByRole("button", { name: "Only Models: remove" }));
  expect(asked().at(-1)).toMatchObject({ text: "rigol", only: null });
  expect(box).toHaveFocus();
});

test("prefixes look among people, requisitions or actions alone", async () => {
  const { box, user } = shown();
  await user.type(box, "@ana");
  expect(asked().at(-1)).toMatchObject({ text: "ana", only: "people" });
  await user.clear(box);
  await user.type(box, "#10");
  expect(asked().at(-1)).toMatchObject({ text: "10", only: "requisitions" });
  await user.clear(box);
  await user.type(box, ">project");
  expect(await screen.findByRole("option", { name: "New project" })).toBeVisible();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(route.current.room).toBe("project-new"));
});

test("an overtaken answer is dropped, and the last one stays until the next arrives", async () => {
  const waiting = new Map<string, (found: Found) => void>();
  answer = ({ text }) => new Promise((resolve) => waiting.set(text, resolve));
  const { box, user } = shown();
  await user.type(box, "ri");
  waiting.get("ri")?.(rigol);
  await screen.findByRole("group", { name: "Equipment" });
  await user.type(box, "g");
  await user.type(box, "o");
  expect(screen.getByRole("group", { name: "Equipment" })).toBeVisible();
  waiting.get("rigo")?.(nothing);
  await screen.findByText("Nothing matches “rigo”");
  waiting.get("rig")?.(rigol);
  await user.keyboard("{ArrowDown}");
  expect(screen.queryByRole("group", { name: "Equipment" })).toBeNull();
});

test("Escape closes what was found, and once more leaves the box", async () => {
  const { box, user } = shown();
  await user.type(box, "rigol");
  await screen.findByRole("group", { name: "Equipment" });
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("listbox")).toBeNull();
  expect(box).toHaveFocus();
  expect(box).toHaveValue("rigol");
  await user.keyboard("{Escape}");
  expect(box).not.toHaveFocus();
  expect(box).toHaveValue("");
});

test("what was scanned stands in the box until one types there", async () => {
  scans.begin(409, "tag", "ML-0409", new Date());
  go({ room: "scan", id: 409 });
  const { box, user } = shown();
  expect(box).toHaveValue("ML-0409");
  expect(box).toHaveAccessibleDescription("asset tag, 1 match");
  expect(screen.getByText("Scanner ready")).toBeVisible();
  await user.click(box);
  expect(box).toHaveValue("");
  expect(screen.queryByText("asset tag, 1 match")).toBeNull();
  await user.type(box, "rigol");
  expect(box).toHaveValue("rigol");
});
