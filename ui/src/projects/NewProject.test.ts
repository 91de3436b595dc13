import { configure, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { PersonRow, ProjectDraft } from "$lib/bindings";
import { forget } from "$lib/remember.svelte";
import { route } from "$lib/route.svelte";
import { requisitionForm } from "../requisitions/form.svelte";
import NewProject from "./NewProject.svelte";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => ({ listen: async () => () => undefined }));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

const person = { student_number: null, user: null, blocked: null };
const people: PersonRow[] = [
  { ...person, id: "ana", name: "Ana Silva", email: "ana@ua.pt", role: "student" },
  { ...person, id: "teresa", name: "Teresa Nogueira", email: "t@ua.pt", role: "professor" },
];
let create: (args: { draft: ProjectDraft; activate: boolean }) => unknown;

beforeEach(() => {
  forget();
  route.reset();
  create = () => "p9";
  invoke.mockReset();
  invoke.mockImplementation(async (name: string, args: never) => {
    if (name === "people") return people;
    if (name === "project") return { row: { id: "p9", name: "LoRa" }, members: [] };
    return name === "create_project" ? create(args) : null;
  });
});

function begin() {
  render(NewProject);
  return userEvent.setup({ delay: null });
}

async function join(user: ReturnType<typeof userEvent.setup>, name: string) {
  await user.type(screen.getByLabelText("Add a member"), name.slice(0, 3));
  await user.click(await screen.findByRole("option", { name: new RegExp(name) }));
}

test("the first member leads, a professor supervises, and all is sent as typed", async () => {
  const sent = vi.fn(() => "p9");
  create = sent;
  const user = begin();
  await user.type(screen.getByLabelText("Name"), "LoRa");
  await user.type(screen.getByLabelText("Group number"), "group 4");
  await user.type(screen.getByLabelText("Tags"), "lora, sensores,");
  await join(user, "Ana Silva");
  await join(user, "Teresa Nogueira");
  await user.click(screen.getByRole("button", { name: /Create and activate/ }));

  await vi.waitFor(() => expect(route.current).toEqual({ room: "projects", id: "p9" }));
  expect(sent).toHaveBeenCalledWith({
    draft: expect.objectContaining({
      group_number: 4,
      tags: ["lora", "sensores"],
      members: [
        { person: "ana", role: "leader" },
        { person: "teresa", role: "supervisor" },
      ],
    }),
    activate: true,
  });
});

test("a failure takes nothing away, and somebody removed can be chosen again", async () => {
  create = () => Promise.reject({ code: "storage", problem: "disk_full" });
  const user = begin();
  await user.type(screen.getByLabelText("Name"), "LoRa");
  await join(user, "Ana Silva");
  await user.click(screen.getByRole("button", { name: "Remove Ana Silva" }));
  await join(user, "Ana Silva");
  await user.click(screen.getByRole("button", { name: "Create as pending" }));

  expect(await screen.findByRole("alert")).toHaveTextContent(/disk is full/);
  expect(screen.getByLabelText("Name")).toHaveValue("LoRa");
  expect(screen.getByRole("button", { name: "Remove Ana Silva" })).toBeInTheDocument();
});

test("a project made for a requisition is that requisition's project", async () => {
  requisitionForm().awaitsProject = true;
  const user = begin();
  await user.type(screen.getByLabelText("Name"), "LoRa");
  await user.click(screen.getByRole("button", { name: /Create and activate/ }));
  await vi.waitFor(() => expect(requisitionForm().project?.id).toBe("p9"));
});
