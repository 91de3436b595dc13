/** What became of a scanned asset: how it stood when it was scanned, and how it stands now. */
import type { EquipmentStanding, ScanCard, UnitId, UnitState } from "$lib/bindings";
import { m } from "$lib/messages";
import type { Hue } from "$lib/standing";
import { pillOf } from "../equipment/standing";
import { borrowerName, loanOf } from "./loan";

/** How an asset stood at a time. */
export type Seen = {
  standing: EquipmentStanding;
  unit: { id: UnitId; state: UnitState; open: boolean } | undefined;
  /** Who had it, or was to get it. */
  name: string;
  discrepancy: boolean;
};

/** What became of it. */
export type Outcome =
  | { kind: "handed_over" | "taken_back"; name: string }
  | { kind: "released" }
  | { kind: "discrepancy" }
  | { kind: "stands"; standing: EquipmentStanding };

/** How an asset stands by its card. */
export function seen(card: ScanCard): Seen {
  const unit = loanOf(card)?.unit;
  const phase = unit?.operation?.phase;
  const open = phase === "waiting" || phase === "sending" || phase === "in_doubt";
  return {
    standing: card.view.standing,
    unit: unit && { id: unit.id, state: unit.state, open },
    name: borrowerName(card),
    discrepancy: card.discrepancy !== null,
  };
}

/** What happened between two looks at an asset. */
export function outcomeOf(before: Seen, now: Seen): Outcome {
  if (now.discrepancy && !before.discrepancy) return { kind: "discrepancy" };
  const was = before.unit?.state;
  const is = now.unit?.id === before.unit?.id ? now.unit?.state : undefined;
  if (was === "reserved" && is === "checked_out") return { kind: "handed_over", name: now.name };
  const gone = now.unit?.id !== before.unit?.id;
  if (was === "checked_out" && (gone || is === "returned")) {
    return { kind: "taken_back", name: before.name };
  }
  if (was === "reserved" && (gone || is === "released" || is === "expired")) {
    return { kind: "released" };
  }
  return { kind: "stands", standing: now.standing };
}

/** Whether it may still become something else by itself. */
export const isUnderWay = ({ unit }: Seen): boolean => unit?.open === true;

/** The outcome in words, and how loud. */
export function outcomeText(outcome: Outcome, today: Date): { text: string; hue?: Hue } {
  switch (outcome.kind) {
    case "handed_over":
      return { text: m.scan_handed_over({ name: outcome.name }) };
    case "taken_back":
      return { text: m.scan_taken_back({ name: outcome.name }) };
    case "released":
      return { text: m.scan_released() };
    case "discrepancy":
      return { text: m.scan_discrepancy_opened(), hue: "plum" };
    case "stands":
      return { text: pillOf(outcome.standing, today).text };
  }
}
