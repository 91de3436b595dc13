import { beforeEach, expect, test, vi } from "vitest";
import type { EquipmentStanding, EquipmentView } from "$lib/bindings";
import { forget } from "$lib/remember.svelte";
import { route } from "$lib/route.svelte";
import { requisitionForm } from "../requisitions/form.svelte";
import { claim, row, view } from "./samples";
import { nextStep, request, waitingClaims } from "./steps";

vi.mock("@tauri-apps/api/core", () => ({ invoke: vi.fn() }));
vi.mock("@tauri-apps/api/event", () => ({ listen: async () => () => undefined }));

beforeEach(() => {
  forget();
  route.reset();
});

const out: EquipmentStanding = {
  kind: "claimed",
  standing: "checked_out",
  until: "2026-10-28",
  check_at: null,
};
const kindOf = (given: EquipmentView) => nextStep(given)?.kind;

test("a claimed asset leads to the requisition that has it, not to one that waits", () => {
  const waiting = claim({ requisition: "r1044", number: 1044, standing: "pending" });
  const given = view({ standing: out, claims: [claim(), waiting] });
  expect(nextStep(given)).toEqual({ kind: "requisition", claim: claim() });
  expect(waitingClaims(given)).toEqual([waiting]);
});

test("a free asset can be asked for, wanted or not", () => {
  expect(kindOf(view())).toBe("request");
  expect(kindOf(view({ claims: [claim({ standing: "pending" })] }))).toBe("request");
});

test.each<EquipmentStanding>([
  { kind: "reserved_elsewhere" },
  { kind: "held", due: null, standing: "checked_out" },
  { kind: "not_lendable", label: "In repair" },
  { kind: "deleted" },
  { kind: "vanished" },
])("$kind is a matter for Snipe-IT, where its page can be opened", (standing) => {
  expect(kindOf(view({ standing }))).toBe("page");
  expect(nextStep(view({ standing, has_page: false }))).toBeUndefined();
});

test("asking for an asset makes it a line of the form, once", () => {
  request(row(412).asset);
  request(row(412).asset);

  expect(route.current).toEqual({ room: "requisition-new" });
  expect(requisitionForm().lines).toMatchObject([
    { wanted: { kind: "asset", id: 412 }, tag: "ML-412", quantity: 1 },
  ]);
});
