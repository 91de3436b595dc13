import { configure, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { DeskError, EquipmentHit, ProjectView, RequisitionDraft } from "$lib/bindings";
import { forget } from "$lib/remember.svelte";
import { route } from "$lib/route.svelte";
import NewRequisition from "./NewRequisition.svelte";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => ({ listen: async () => () => undefined }));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

const markup = "<img src=x onerror=alert(1)>";
const member = {
  email: "",
  person_role: "student",
  blocked: null,
  on_loan: 0,
  overdue: 0,
} as const;
const view: ProjectView = {
  row: {
    id: "p1",
    name: "Estação meteorológica LoRa",
    state: "active",
    course: null,
    academic_year: null,
    group_number: 4,
    leader: "Ana Silva",
    members: 2,
    open_requisitions: 0,
    created_at: "2026-09-01T09:00:00Z",
  },
  description: null,
  tags: [],
  links: [],
  approved_at: null,
  period: null,
  members: [
    { ...member, person: "ana", name: "Ana Silva", role: "leader" },
    { ...member, person: "tiago", name: "Tiago Lourenço", role: "observer" },
  ],
};
const kit: EquipmentHit = {
  kind: "model",
  id: 9,
  name: markup,
  availability: { kind: "some", free: 2, total: 6 },
};

let create: (draft: RequisitionDraft) => unknown;

beforeEach(() => {
  forget();
  route.reset();
  create = () => ({ id: "r1043", number: 1043 });
  invoke.mockReset();
  invoke.mockImplementation(async (name: string, args: { draft: RequisitionDraft }) => {
    if (name === "project") return view;
    if (name === "find_equipment") return [kit];
    return name === "create_requisition" ? create(args.draft) : null;
  });
});

async function begin() {
  render(NewRequisition, { project: "p1" });
  const user = userEvent.setup({ delay: null });
  await vi.waitFor(() => expect(screen.getByLabelText("Project")).toHaveValue(view.row.name));
  return user;
}

async function add(user: ReturnType<typeof userEvent.setup>) {
  await user.type(screen.getByLabelText("Add equipment"), "img");
  await user.click(await screen.findByRole("option", { name: /any unit/ }));
}

test("a refusal stands beside its fields and takes nothing away", async () => {
  const refusal: DeskError = {
    code: "invalid",
    fields: [
      { field: "requester", problem: { code: "required" } },
      { field: "lines.0.quantity", problem: { code: "out_of_range", min: 1, max: 50 } },
    ],
  };
  create = () => Promise.reject(refusal);
  const user = await begin();
  await add(user);
  await user.type(screen.getByLabelText(/Purpose/), "Calibrar");
  await user.click(screen.getByRole("button", { name: /Request 1 line/ }));

  expect(await screen.findByText("From 1 to 50.")).toHaveAttribute("role", "alert");
  expect(screen.getByLabelText(/Quantity/)).toHaveAccessibleDescription("From 1 to 50.");
  expect(screen.getByText("2 fields need another look.")).toBeInTheDocument();
  expect(screen.getByLabelText("Project")).toHaveValue(view.row.name);
  expect(screen.getByLabelText(/Purpose/)).toHaveValue("Calibrar");
});

test("a model picked twice is asked for once more, in a name that is only text", async () => {
  const user = await begin();
  await add(user);
  expect(screen.getByLabelText("Add equipment")).toHaveValue("");
  await add(user);

  const lines = within(screen.getByRole("list", { name: "Equipment" }));
  expect(lines.getAllByRole("listitem")).toHaveLength(1);
  expect(lines.getByLabelText(/Quantity/)).toHaveValue("2");
  expect(document.querySelector("img")).toBeNull();
});

test("what was typed is sent as typed, and the new requisition opens", async () => {
  const sent = vi.fn();
  create = (draft) => {
    sent(draft);
    return { id: "r1043", number: 1043 };
  };
  const user = await begin();
  await add(user);
  await user.type(screen.getByLabelText("Until"), "2031-10-28");
  await user.click(screen.getByRole("button", { name: /Request 1 line/ }));

  await vi.waitFor(() => expect(route.current).toEqual({ room: "requisition", id: "r1043" }));
  expect(sent).toHaveBeenCalledWith(
    expect.objectContaining({
      project: "p1",
      until: "2031-10-28",
      lines: [{ wanted: { kind: "model", id: 9 }, quantity: 1 }],
    }),
  );
});
