/** What decisions wait for while nothing can be sent. */
import type { Health, OperationKind, Phase } from "./bindings";
import { certificateChanged } from "./health.svelte";
import { m } from "./messages";

/** Why nothing can be sent now, if so: one sentence for whatever waits. */
export function waitsFor(health: Health | undefined): string | undefined {
  if (certificateChanged(health)) return m.waits_certificate();
  if (health?.state === "refused") return m.waits_token();
  return health?.state === "offline" ? m.waits_reachable() : undefined;
}

const INTENTS: Record<OperationKind, () => string> = {
  reserve: m.standing_will_be_approved,
  release: m.standing_will_be_released,
  expire: m.standing_will_be_released,
  relabel: m.intent_relabel,
  hand_over: m.standing_will_be_handed_over,
  take_back: m.standing_will_be_taken_back,
  retrieve: m.standing_will_be_taken_back,
  restore_label: m.intent_restore_label,
  reject: m.standing_will_be_rejected,
  cancel: m.standing_will_be_cancelled,
};

/** Why nothing else can be decided about it, and what to do first. */
export function underWayText(kind: OperationKind, phase: Phase): string {
  switch (phase) {
    case "waiting":
      return m.under_way_waits({ what: INTENTS[kind]() });
    case "in_doubt":
      return m.under_way_in_doubt();
    case "escalated":
      return m.under_way_escalated();
    default:
      return m.under_way_sending();
  }
}

/** What waits, and for what: “Will be handed over when Snipe-IT is reachable.” */
export function intentText(kind: OperationKind, health: Health | undefined): string {
  const what = INTENTS[kind]();
  if (certificateChanged(health)) return m.intent_certificate({ what });
  return health?.state === "refused" ? m.intent_token({ what }) : m.intent_reachable({ what });
}
