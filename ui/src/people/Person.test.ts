import { configure, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { PersonView, RequisitionQuery } from "$lib/bindings";
import { keys } from "$lib/keys.svelte";
import { forget } from "$lib/remember.svelte";
import { route } from "$lib/route.svelte";
import { chain } from "../chain/chain.svelte";
import * as lists from "../dev/samples/lists";
import * as people from "../dev/samples/people";
import { requisitionForm } from "../requisitions/form.svelte";
import Person from "./Person.svelte";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => ({ listen: async () => () => undefined }));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });
Element.prototype.scrollIntoView = () => undefined;

let view: PersonView;
let asked: RequisitionQuery[];

beforeEach(() => {
  forget();
  route.reset();
  chain.close();
  view = people.personView("person0");
  asked = [];
  invoke.mockReset();
  invoke.mockImplementation(async (name: string, args: { query: RequisitionQuery }) => {
    switch (name) {
      case "person":
        return view;
      case "project":
        return lists.projectView("p1");
      case "requisitions":
        asked.push(args.query);
        return { total: 2, rows: lists.requisitions.slice(0, 2), counts: [] };
      case "hand_over":
        return [
          {
            unit: "loan1",
            outcome: { kind: "stored", operation: "o1", due_at: "2026-10-14T10:31:00Z" },
          },
        ];
      case "take_back":
        return [];
      default:
        return null;
    }
  });
});

async function open() {
  keys.listen(document.body);
  render(Person, { id: "person0" });
  await screen.findByRole("heading", { level: 1 });
  await screen.findByRole("grid", { name: "Requisitions" });
  return userEvent.setup({ delay: null });
}

const loans = () => within(screen.getByRole("grid", { name: "What they have" }));

test("T takes back what is overdue and first, H hands over what is reserved", async () => {
  const user = await open();
  expect(loans().getAllByRole("row")[0]).toHaveAttribute("aria-selected", "true");
  await user.keyboard("t");
  await waitFor(() => expect(invoke).toHaveBeenCalledWith("take_back", { units: ["loan0"] }));
  await user.keyboard("jh");
  const handed = { loans: [{ unit: "loan1", to: null }] };
  await waitFor(() => expect(invoke).toHaveBeenCalledWith("hand_over", handed));
  const told = { id: "r1031" };
  await waitFor(() => expect(invoke).toHaveBeenCalledWith("requisition", told));
  await user.keyboard("{Enter}");
  expect(route.current).toEqual({ room: "requisition", id: "r1031" });
});

test("without a Snipe-IT user nothing can be handed over, and the page says so", async () => {
  view = { ...view, user: null };
  const user = await open();
  expect(screen.getByText("No Snipe-IT user: hand-over not possible")).toBeVisible();
  expect(loans().queryByRole("button", { name: /Hand over/ })).toBeNull();
  await user.keyboard("jh");
  expect(invoke).not.toHaveBeenCalledWith("hand_over", expect.anything());
});

test("W shows why the selected one is as it is", async () => {
  const user = await open();
  await user.keyboard("jw");
  expect(chain.subject).toEqual({ kind: "unit", requisition: "r1031", unit: "loan1" });
});

test("their requisitions are theirs alone, and have the keys once they are used", async () => {
  const user = await open();
  expect(asked.every(({ person, project }) => person === "person0" && !project)).toBe(true);
  screen.getByRole("grid", { name: "Requisitions" }).focus();
  await user.keyboard("j{Enter}");
  expect(route.current).toEqual({ room: "requisition", id: lists.requisitions[0]?.id });
});

test("N begins a requisition of theirs for a project of theirs", async () => {
  const user = await open();
  await user.keyboard("n");
  await waitFor(() => expect(route.current.room).toBe("requisition-new"));
  expect(requisitionForm().project?.id).toBe("p1");
  expect(requisitionForm().requester).toBe("person0");
});

test("who may not borrow is said with the reason, and begins no requisition", async () => {
  view = { ...view, person: { ...view.person, blocked: "Two kits lost" } };
  const user = await open();
  expect(screen.getByText("Two kits lost")).toBeVisible();
  expect(screen.queryByRole("button", { name: /New requisition/ })).toBeNull();
  await user.click(screen.getByRole("button", { name: /More about/ }));
  await user.click(await screen.findByRole("menuitem", { name: "Let borrow again" }));
  const lifted = { id: "person0", reason: null };
  await waitFor(() => expect(invoke).toHaveBeenCalledWith("block_person", lifted));
});

test("keeping somebody from borrowing needs a reason", async () => {
  const user = await open();
  await user.click(screen.getByRole("button", { name: /More about/ }));
  await user.click(await screen.findByRole("menuitem", { name: /Keep from borrowing/ }));
  await screen.findByRole("dialog");
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText("Say why.")).toBeVisible();
  expect(invoke).not.toHaveBeenCalledWith("block_person", expect.anything());
  await user.type(screen.getByLabelText("Reason"), "Lost a kit");
  await user.keyboard("{Control>}{Enter}{/Control}");
  const blocked = { id: "person0", reason: "Lost a kit" };
  await waitFor(() => expect(invoke).toHaveBeenCalledWith("block_person", blocked));
});

test("E edits with what is known filled in; a user found by e-mail is not linked by that", async () => {
  view = { ...view, person: { ...view.person, user: null } };
  const user = await open();
  await user.keyboard("e");
  expect(await screen.findByLabelText("Name")).toHaveValue(view.person.name);
  expect(screen.getByRole("combobox", { name: /Snipe-IT user/ })).toHaveValue("");
  await user.clear(screen.getByLabelText("Name"));
  await user.type(screen.getByLabelText("Name"), "Ana Maria Silva");
  await user.click(screen.getByRole("button", { name: /Save/ }));
  await waitFor(() =>
    expect(invoke).toHaveBeenCalledWith("change_person", {
      id: "person0",
      draft: expect.objectContaining({ name: "Ana Maria Silva", user: null }),
    }),
  );
});

test("what changed about them is told with who did it", async () => {
  await open();
  const history = within(screen.getByRole("region", { name: "History" }));
  expect(history.getByText(/E-mail, Snipe-IT user changed/)).toBeVisible();
  expect(history.getAllByText("by Helena Duarte")).toHaveLength(2);
});
