import { configure, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { LineView, RequisitionView } from "$lib/bindings";
import { keys } from "$lib/keys.svelte";
import Requisition from "./Requisition.svelte";
import { checkedOut, line, operation, unit } from "./samples";

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

function view(lines: LineView[]): RequisitionView {
  return {
    id: "r1042",
    number: 1042,
    project: {
      id: "p1",
      name: markup,
      state: "active",
      course: null,
      academic_year: null,
      group_number: 4,
    },
    requester: {
      id: "ana",
      name: "Ana Silva",
      role: "leader",
      blocked: null,
      on_loan: 0,
      overdue: 0,
    },
    from: "2026-10-14",
    until: "2026-10-28",
    purpose: "Calibrar",
    asked_at: "2026-10-14T09:31:00Z",
    lines,
    timeline: [checkedOut("ML-0409", 47388)],
    availability_at: null,
  };
}

const doubtful = line({ id: "line-2", position: 2, quantity: 1, units: [lost], candidates: [] });

beforeEach(() => {
  invoke.mockReset();
  invoke.mockImplementation(async (name: string) =>
    name === "requisition" ? view([line(), doubtful]) : [],
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

test("W tells the history of the line in focus alone", async () => {
  const { user, stop } = await open();
  expect(screen.getByText(/#47388/)).toBeInTheDocument();
  await user.keyboard("jw");
  expect(screen.queryByText(/#47388/)).toBeNull();
  expect(screen.getByRole("button", { name: "line 2" })).toBePressed();
  stop?.();
});

test("a name is text, whatever it looks like", async () => {
  const { stop } = await open();
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent(markup);
  expect(document.querySelector("img")).toBeNull();
  stop?.();
});
