import type { AddressReport } from "$lib/bindings";
import { m } from "$lib/messages";
import { MEANINGS } from "./label-draft";
import type { RightsStep } from "./rights-step.svelte";

/** The server that was connected to, and whether its certificate was pinned. */
export function connectedTo(answer: AddressReport | undefined): string | undefined {
  if (answer?.trust.kind !== "pinned") return answer?.host;
  return m.setup_step_connection_pinned({ host: answer.host });
}

/** What setup writes into Snipe-IT: nothing, or the labels that it was asked to create. */
export function whatIsWritten(rights: RightsStep | undefined): string {
  const written = rights?.maker.written ?? [];
  if (written.length > 0) return m.setup_label_written({ names: written.join(", ") });
  const missing = rights && MEANINGS.some((meaning) => rights.labels[meaning] === null);
  return missing && rights.mayCreateLabels
    ? m.setup_nothing_but_labels()
    : m.setup_nothing_written();
}
