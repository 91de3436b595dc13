import { configure, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { MemberOutcome, ProjectState, RequisitionQuery } from "$lib/bindings";
import { keys } from "$lib/keys.svelte";
import { forget } from "$lib/remember.svelte";
import { route } from "$lib/route.svelte";
import { toasts } from "$lib/toasts.svelte";
import * as lists from "../dev/samples/lists";
import * as people from "../dev/samples/people";
import Project from "./Project.svelte";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => ({ listen: async () => () => undefined }));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.hasPointerCapture = () => false;

let outcome: MemberOutcome;
let state: ProjectState;
let asked: RequisitionQuery[];

beforeEach(() => {
  forget();
  route.reset();
  [outcome, state, asked] = [{ kind: "done" }, "active", []];
  invoke.mockReset();
  invoke.mockImplementation(async (name: string, args: { query: RequisitionQuery }) => {
    switch (name) {
      case "project": {
        const view = lists.projectView("p1");
        return { ...view, row: { ...view.row, state } };
      }
      case "requisitions":
        asked.push(args.query);
        return { total: 3, rows: lists.requisitions.slice(0, 3), counts: [] };
      case "project_timeline":
        return people.timeline;
      case "project_usage":
        return people.usage;
      case "set_member":
        return outcome;
      default:
        return null;
    }
  });
});

async function open() {
  keys.listen(document.body);
  render(Project, { id: "p1" });
  await screen.findByRole("heading", { level: 1 });
  await screen.findByRole("grid");
  return userEvent.setup({ delay: null });
}

test("the page shows the project's requisitions alone, and what happened, and what was used", async () => {
  await open();
  expect(asked.every(({ project, person }) => project === "p1" && person === null)).toBe(true);
  const timeline = screen.getByRole("region", { name: "Timeline" });
  expect(await within(timeline).findByText("Osciloscópio Rigol DS1054Z overdue")).toBeVisible();
  const usage = screen.getByRole("region", { name: "Usage" });
  expect(await within(usage).findByText("7 of 9")).toBeVisible();
  expect(within(usage).getByText("1 h 52")).toBeVisible();
  expect(within(usage).getByText("18 d")).toBeVisible();
});

test("J and K move over the requisitions and Enter opens one", async () => {
  const user = await open();
  await user.keyboard("j");
  const rows = within(screen.getByRole("grid")).getAllByRole("row");
  expect(rows[2]).toHaveAttribute("aria-selected", "true");
  await user.keyboard("k{Enter}");
  expect(route.current).toEqual({ room: "requisition", id: lists.requisitions[0]?.id });
});

test("N begins a requisition for the project", async () => {
  const user = await open();
  await user.keyboard("n");
  expect(route.current).toEqual({ room: "requisition-new", project: "p1" });
});

test("a member's role is changed in its list, and a refusal says why", async () => {
  const user = await open();
  const role = screen.getByRole("combobox", { name: "Role of Inês Conceição" });
  role.focus();
  await user.keyboard("{Enter}");
  await user.click(await screen.findByRole("option", { name: "Observer" }));
  const change = { project: "p1", person: "person1", role: "observer" };
  await waitFor(() => expect(invoke).toHaveBeenCalledWith("set_member", change));

  outcome = { kind: "holds_units", units: 2 };
  role.focus();
  await user.keyboard("{Enter}");
  await user.click(await screen.findByRole("option", { name: "Remove from project" }));
  await waitFor(() =>
    expect(toasts.shown.at(-1)?.toast.body).toMatch(/2 items of this project are reserved/),
  );
  expect(role).toHaveTextContent("Member");
});

test("the members of a project that ended have no list to change them by", async () => {
  state = "completed";
  await open();
  expect(screen.queryByRole("combobox", { name: /Role of/ })).toBeNull();
  expect(screen.queryByRole("button", { name: /Add member/ })).toBeNull();
});
