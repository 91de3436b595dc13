import { configure, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { DeskError, PersonDraft } from "$lib/bindings";
import PersonDialog from "./PersonDialog.svelte";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

const markup = "<img src=x onerror=alert(1)>";
const created = (draft: PersonDraft) => ({ ...draft, id: "p1", blocked: null });
let create: (draft: PersonDraft) => unknown;

beforeEach(() => {
  create = created;
  invoke.mockReset();
  invoke.mockImplementation(async (name: string, args: { draft: PersonDraft }) => {
    if (name === "create_person") return create(args.draft);
    return [{ id: 60, name: markup, username: "asilva", email: "a@ua.pt", employee_number: "98" }];
  });
});

function open(name = "") {
  const ondone = vi.fn();
  render(PersonDialog, { name, ondone, onback: vi.fn() });
  return { user: userEvent.setup({ delay: null }), ondone };
}

test("a refusal stands beside its field and takes nothing away", async () => {
  const taken: DeskError = {
    code: "invalid",
    fields: [{ field: "email", problem: { code: "taken" } }],
  };
  create = () => Promise.reject(taken);
  const { user, ondone } = open("Ana Silva");
  await user.type(screen.getByLabelText("E-mail"), "ana@ua.pt");
  await user.click(screen.getByRole("button", { name: /Create person/ }));

  expect(await screen.findByRole("alert")).toHaveTextContent(/has this address already/);
  expect(screen.getByLabelText("E-mail")).toHaveValue("ana@ua.pt");
  expect(screen.getByLabelText("E-mail")).toHaveFocus();
  expect(screen.getByLabelText("Name")).toHaveValue("Ana Silva");
  expect(ondone).not.toHaveBeenCalled();
});

test("a linked user fills what is empty, and markup in a name is a name", async () => {
  const { user, ondone } = open("Ana");
  await user.type(screen.getByRole("combobox", { name: /Snipe-IT user/ }), "img");
  await user.click(await screen.findByText(markup));
  expect(document.querySelector("img")).toBeNull();
  await user.click(screen.getByRole("button", { name: /Create person/ }));

  expect(ondone).toHaveBeenCalledWith(
    expect.objectContaining({ name: "Ana", email: "a@ua.pt", student_number: "98", user: 60 }),
  );
});

test("Enter, with which a scanner ends every code, creates nobody; Ctrl+Enter does", async () => {
  const { user, ondone } = open("Ana");
  await user.type(screen.getByLabelText("Student number"), "ML-0412{Enter}");
  expect(invoke).not.toHaveBeenCalledWith("create_person", expect.anything());
  await user.keyboard("{Control>}{Enter}{/Control}");

  expect(ondone).toHaveBeenCalledOnce();
});
