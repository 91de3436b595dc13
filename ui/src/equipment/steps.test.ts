import { beforeEach, expect, test, vi } from "vitest";
import type { EquipmentStanding, EquipmentView, RequisitionView, UnitView } from "$lib/bindings";
import { forget } from "$lib/remember.svelte";
import { route } from "$lib/route.svelte";
import { requisitionForm } from "../requisitions/form.svelte";
import { line, operation, unit } from "../requisitions/samples";
import { claim, row, view } from "./samples";
import { nextStep, readAsset, request, waitingClaims, type Loan } from "./steps";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
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
const loanOf = (of: UnitView): Loan => ({ unit: of, requisition: {} as RequisitionView });
const now = Date.parse("2026-10-14T10:31:00Z");
const next = (given: EquipmentView, loan?: Loan) => nextStep({ view: given, loan }, now);
const kindOf = (given: EquipmentView) => next(given)?.kind;

test("a claimed asset leads to the requisition that has it, not to one that waits", () => {
  const waiting = claim({ requisition: "r1044", number: 1044, standing: "pending" });
  const given = view({ standing: out, claims: [claim(), waiting] });
  expect(next(given)).toEqual({ kind: "requisition", claim: claim() });
  expect(waitingClaims(given)).toEqual([waiting]);
});

test("a claimed asset offers what its unit can do, and nothing that is the asset's own", () => {
  const given = view({ standing: out, claims: [claim()] });
  const loan = loanOf(unit({ state: "checked_out", standing: "checked_out" }));
  expect(next(given, loan)).toEqual({ kind: "unit", steps: ["take_back"], loan });
  const sending = operation({ kind: "take_back", phase: "sending" });
  const going = loanOf(unit({ state: "checked_out", operation: sending }));
  expect(next(given, going)).toMatchObject({ kind: "unit", steps: [] });
});

test("the unit that has an asset is found by line and asset; without it the asset is shown", async () => {
  const other = unit({ id: "unit-2", asset: row(410).asset });
  const mine = unit({ id: "unit-3", asset: row(409).asset });
  const lines = [line({ position: 2, units: [mine] }), line({ position: 1, units: [other, mine] })];
  const answers: Record<string, unknown> = {
    asset: view({ standing: out, claims: [claim()] }),
    requisition: { lines },
  };
  invoke.mockImplementation(async (name: string) => answers[name]);
  expect((await readAsset(409)).loan?.unit).toEqual(mine);

  invoke.mockImplementation(async (name: string) => {
    if (name === "requisition") throw { code: "not_found" };
    return answers[name];
  });
  expect(await readAsset(409)).toEqual({ view: answers.asset, loan: undefined });
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
  expect(next(view({ standing, has_page: false }))).toBeUndefined();
});

test("asking for an asset makes it a line of the form, once", () => {
  request(row(412).asset);
  request(row(412).asset);

  expect(route.current).toEqual({ room: "requisition-new" });
  expect(requisitionForm().lines).toMatchObject([
    { wanted: { kind: "asset", id: 412 }, tag: "ML-412", quantity: 1 },
  ]);
});
