/** Cards for tests. */
import type {
  EquipmentStanding,
  RequisitionView,
  ScanCard,
  Standing,
  UnitView,
} from "$lib/bindings";
import { claim, view } from "../equipment/samples";
import { line, requisition, unit } from "../requisitions/samples";

/** The LoRa kit of the pictures, free on its shelf. */
export function card(change: Partial<ScanCard> = {}): ScanCard {
  const asset = { id: 718, tag: "ML-0718", title: "LoRa SX1276 kit", location: "Makerspace" };
  const shown = view({ asset, home: "Makerspace, drawer 3" });
  return { view: shown, notes: null, loan: null, borrower: null, discrepancy: null, ...change };
}

/** It stands like this for the workspace. */
export const claimed = (standing: Standing): EquipmentStanding => ({
  kind: "claimed",
  standing,
  until: null,
  check_at: null,
});

/** The kit as a unit of R-1042 has it. */
export function lent(of: Partial<UnitView>, change: Partial<ScanCard> = {}): ScanCard {
  const free = card();
  const mine = unit({ asset: free.view.asset, ...of });
  const standing = claimed(mine.standing);
  return {
    ...free,
    view: { ...free.view, standing, claims: [claim({ standing: mine.standing })] },
    loan: { requisition: withUnit(mine), line: 1, unit: mine.id },
    borrower: {
      person: {
        id: "ana",
        name: "Ana Silva",
        role: "member",
        blocked: null,
        on_loan: 1,
        overdue: 0,
      },
      role: "student",
      student_number: "98214",
    },
    ...change,
  };
}

function withUnit(mine: UnitView): RequisitionView {
  const named = line({ title: "LoRa SX1276 kit", quantity: 1, units: [mine], candidates: [] });
  return requisition([{ ...named, availability: null, standing: mine.standing }]);
}

/** Reserved for Ana Silva. */
export const reserved = (change: Partial<UnitView> = {}): ScanCard =>
  lent({ state: "reserved", standing: "reserved", hold_until: "2026-10-16", ...change });

/** With Ana Silva. */
export function out(change: Partial<UnitView> = {}): ScanCard {
  const given = lent({ state: "checked_out", standing: "checked_out", ...change });
  const holder = { name: "Ana Silva", person: "ana", due: null };
  return { ...given, view: { ...given.view, holder } };
}
