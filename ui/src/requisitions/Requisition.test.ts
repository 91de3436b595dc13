import { configure, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { DecisionOutcome, Health, LineView, MemberView } from "$lib/bindings";
import { health } from "$lib/health.svelte";
import { keys } from "$lib/keys.svelte";
import { route } from "$lib/route.svelte";
import { toasts } from "$lib/toasts.svelte";
import { chain } from "../chain/chain.svelte";
import Requisition from "./Requisition.svelte";
import { checkedOut, line, operation, requisition, unit } from "./samples";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => ({ listen: async () => () => undefined }));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

// jsdom lays nothing out, so it cannot scroll.
Element.prototype.scrollIntoView = () => undefined;

const markup = "<img src=x onerror=alert(1)>";
const lost = unit({
  id: "unit-3",
  standing: "in_doubt",
  operation: operation({ phase: "in_doubt" }),
});

const shown = (lines: LineView[]) => {
  const view = requisition(lines);
  const project = { ...view.project, name: markup };
  return { ...view, project, timeline: [checkedOut("ML-0409", 47388)] };
};

const stored = (...units: string[]) =>
  units.map((unit) => ({
    unit,
    outcome: { kind: "stored", operation: unit, due_at: "2026-10-14T10:31:00Z" },
  }));

const doubtful = line({ id: "line-2", position: 2, quantity: 1, units: [lost], candidates: [] });

beforeEach(() => {
  invoke.mockReset();
  invoke.mockImplementation(async (name: string) =>
    name === "requisition" ? shown([line(), doubtful]) : name === "approve" ? stored("unit-1") : [],
  );
});

async function open() {
  const stop = keys.listen(document.body);
  render(Requisition, { id: "r1042" });
  await screen.findByRole("heading", { level: 1 });
  return { user: userEvent.setup({ delay: null }), stop };
}

test("the keys take the step of the line in focus, and of no other", async () => {
  const { user, stop } = await open();
  await user.keyboard("c");
  expect(invoke).not.toHaveBeenCalledWith("check_operation", expect.anything());
  await user.keyboard("a");
  const approvals = [
    { unit: "unit-1", asset: 628 },
    { unit: "unit-2", asset: 633 },
  ];
  expect(invoke).toHaveBeenCalledWith("approve", { approvals });
  await vi.waitFor(() => expect(screen.getByRole("button", { name: /Check now/ })).toHaveFocus());
  await user.keyboard("c");
  expect(invoke).toHaveBeenCalledWith("check_operation", { operation: "operation-1" });
  stop?.();
});

describe("three lines to decide", () => {
  const alone = (position: number) =>
    line({ id: `line-${position}`, position, units: [unit({ id: `u${position}` })] });
  let approved: unknown[];
  const inFocus = () => document.querySelector("[aria-current=true]")?.getAttribute("data-stop");

  beforeEach(() => {
    const out = unit({ id: "u2", state: "checked_out" });
    const lines = [alone(1), { ...alone(2), units: [out] }, alone(3)];
    approved = stored("u1");
    toasts.shown = [];
    invoke.mockImplementation(async (name: string) =>
      name === "requisition" ? shown(lines) : name === "approve" ? approved : [],
    );
  });

  test("R right after A means the next line that waits, not the one just approved", async () => {
    const { user, stop } = await open();
    await user.keyboard("{a>}{r>}{/a}{/r}");
    await screen.findByRole("dialog");
    await user.type(screen.getByRole("textbox"), "Broken");
    await user.keyboard("{Control>}{Enter}{/Control}");
    const rejected = { units: ["u3"], reason: "Broken" };
    await vi.waitFor(() => expect(invoke).toHaveBeenCalledWith("reject", rejected));
    stop?.();
  });

  test("what was not approved has the focus again", async () => {
    approved = [
      { unit: "u1", outcome: { kind: "cannot_approve", reason: { code: "period_over" } } },
    ];
    const { user, stop } = await open();
    await user.keyboard("a");
    await vi.waitFor(() => expect(toasts.shown).toHaveLength(1));
    await vi.waitFor(() => expect(inFocus()).toBe("line-1/0"));
    stop?.();
  });
});

test("the timeline tells of the line in focus alone where one wants that", async () => {
  const { user, stop } = await open();
  expect(screen.getByText(/#47388/)).toBeInTheDocument();
  await user.keyboard("j");
  await user.click(screen.getByRole("button", { name: "all lines" }));
  expect(screen.queryByText(/#47388/)).toBeNull();
  expect(screen.getByRole("button", { name: "line 2" })).toBePressed();
  stop?.();
});

test("W asks for the whole chain of what has the focus", async () => {
  const { user, stop } = await open();
  await user.keyboard("jw");
  expect(chain.subject).toEqual({ kind: "unit", requisition: "r1042", unit: "unit-3" });
  stop?.();
});

describe("marks", () => {
  const asset = (tag: string) => ({ id: Number(tag.slice(-3)), tag, title: "", location: null });
  const held = (id: string, tag: string) =>
    unit({ id, state: "reserved", standing: "reserved", asset: asset(tag) });
  const alone = (position: number, one: ReturnType<typeof unit>) =>
    line({ id: `line-${position}`, position, quantity: 1, units: [one], candidates: [] });

  beforeEach(() => {
    const out = unit({ id: "u3", state: "checked_out", asset: asset("ML-0303") });
    const lines = [alone(1, held("u1", "ML-0101")), alone(2, held("u2", "ML-0202")), alone(3, out)];
    invoke.mockImplementation(async (name: string) => {
      if (name === "requisition") return requisition(lines);
      return name === "hand_over" ? stored("u1", "u2") : [];
    });
  });

  test("H hands over everything marked that allows it, and names how many", async () => {
    const { user, stop } = await open();
    await user.keyboard("xjxjx");
    expect(screen.getByText("3 marked")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: /^Hand over 2 to/ })).toBeInTheDocument();
    expect(screen.getByRole("button", { name: /^Take back 1/ })).toBeInTheDocument();
    expect(screen.getByRole("checkbox", { name: "Mark ML-0202" })).toBeChecked();
    await user.keyboard("h");
    const loans = ["u1", "u2"].map((id) => ({ unit: id, to: null }));
    await vi.waitFor(() => expect(invoke).toHaveBeenCalledWith("hand_over", { loans }));
    await vi.waitFor(() => expect(screen.queryByText("3 marked")).toBeNull());
    stop?.();
  });

  test("Escape takes the marks away before it leaves", async () => {
    const { user, stop } = await open();
    await user.keyboard("x{Escape}");
    expect(screen.queryByRole("checkbox")).toBeNull();
    stop?.();
  });
});

test("a name is text, whatever it looks like", async () => {
  const { stop } = await open();
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent(markup);
  expect(document.querySelector("img")).toBeNull();
  stop?.();
});

describe("a reserved unit", () => {
  const asset = { id: 718, tag: "ML-0718", title: "LoRa SX1276 kit", location: null };
  const reserved = (change = {}) =>
    unit({ state: "reserved", standing: "reserved", hold_until: "2026-10-16", asset, ...change });
  const outcome = (of: DecisionOutcome) => [{ unit: "unit-1", outcome: of }];
  const stored = outcome({
    kind: "stored",
    operation: "operation-1",
    due_at: "2026-10-14T10:29:00Z",
  });
  let answers: Record<string, unknown>;

  const serve = (lines: LineView[], more: Record<string, unknown> = {}) => {
    answers = { requisition: shown(lines), hand_over: stored, ...more };
    invoke.mockImplementation(async (name: string) => answers[name] ?? []);
    toasts.shown = [];
    health.now = undefined;
  };

  test("is handed over to its requester at once, without a time to undo it", async () => {
    serve([line({ quantity: 1, units: [reserved()] })]);
    const { user, stop } = await open();
    expect(screen.getByRole("button", { name: /Hand over to Ana Silva/ })).toBeVisible();
    await user.keyboard("h");
    expect(invoke).toHaveBeenCalledWith("hand_over", { loans: [{ unit: "unit-1", to: null }] });
    await vi.waitFor(() => expect(toasts.shown).toEqual([]));
    stop?.();
  });

  test("waits while Snipe-IT is away, and says so", async () => {
    serve([line({ quantity: 1, units: [reserved()] })]);
    health.now = { state: "offline", last_error: null } as Health;
    const { user, stop } = await open();
    await user.keyboard("h");
    await vi.waitFor(() =>
      expect(toasts.shown.map(({ toast }) => toast.body)).toEqual([
        "Sent when Snipe-IT is reachable",
      ]),
    );
    stop?.();
  });

  test("stays, with what to do, when its requester is nobody in Snipe-IT", async () => {
    const refused = outcome({ kind: "cannot_hand_over", reason: { code: "no_user" } });
    serve([line({ quantity: 1, units: [reserved()] })], { hand_over: refused });
    const { user, stop } = await open();
    await user.keyboard("h");
    await vi.waitFor(() => expect(toasts.shown[0]?.toast.title).toBe("Not handed over"));
    expect(toasts.shown[0]?.toast.body).toMatch(/^Ana Silva is not linked to a Snipe-IT user/);
    stop?.();
  });

  test("goes to another member who may borrow", async () => {
    const members = [
      member("ana", "Ana Silva"),
      member("rui", "Rui Marques"),
      member("eva", "Eva Reis", "two overdue"),
    ];
    serve([line({ quantity: 1, units: [reserved()] })], { project: { members } });
    const { user, stop } = await open();
    await user.keyboard("m");
    expect(await screen.findByRole("radio", { name: /Eva Reis/ })).toBeDisabled();
    expect(screen.queryByRole("radio", { name: /Ana Silva/ })).toBeNull();
    await user.click(screen.getByRole("radio", { name: /Rui Marques/ }));
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(invoke).toHaveBeenCalledWith("hand_over", { loans: [{ unit: "unit-1", to: "rui" }] });
    stop?.();
  });

  test("that nobody collected says so, and is given up first", async () => {
    serve([line({ quantity: 1, units: [reserved({ hold_over: true })] })]);
    const { stop } = await open();
    expect(screen.getByText("Not collected by Fri 16 Oct")).toBeVisible();
    const step = document.querySelector("[data-step]");
    expect(step).toHaveTextContent("Release");
    expect(screen.getByRole("button", { name: /Hand over to Ana Silva/ })).toBeVisible();
    stop?.();
  });

  test("of a line of several goes with the others on one key", async () => {
    serve([line({ units: [reserved(), reserved({ id: "unit-2" })] })]);
    const { user, stop } = await open();
    expect(screen.getByRole("button", { name: /Hand over 2 to Ana Silva/ })).toBeVisible();
    await user.keyboard("{Shift>}h{/Shift}");
    const loans = ["unit-1", "unit-2"].map((id) => ({ unit: id, to: null }));
    expect(invoke).toHaveBeenCalledWith("hand_over", { loans });
    stop?.();
  });
});

test("a discrepancy is resolved in its room", async () => {
  const asked = unit({
    state: "reserved",
    standing: "discrepancy",
    disagreement: "free_there",
    discrepancy: "d1",
  });
  invoke.mockImplementation(async (name: string) =>
    name === "requisition" ? shown([line({ quantity: 1, units: [asked] })]) : [],
  );
  const { user, stop } = await open();
  await user.click(screen.getByRole("button", { name: "Resolve" }));
  expect(route.current).toEqual({ room: "discrepancies", id: "d1" });
  stop?.();
});

function member(person: string, name: string, blocked: string | null = null): MemberView {
  const email = `${person}@school.example`;
  return {
    person,
    name,
    email,
    person_role: "student",
    role: "member",
    blocked,
    on_loan: 0,
    overdue: 0,
  };
}
