import type { LabelChoice, LabelId, LabelMap } from "../lib/bindings";
import { uselessLabel } from "./new-label";

/** Which labels mean what, while it is being chosen. */
export type LabelDraft = { [K in keyof LabelMap]: LabelId | null };

/** What a label can mean to Toolcrib. */
export type LabelMeaning = keyof LabelMap;

/** What is wrong with a choice. */
export type LabelComplaint =
  "required" | "only_not_deployable" | "same_as_another" | "gone" | "not_deployable";

/** The meanings, in the order of a unit's life. */
export const MEANINGS: LabelMeaning[] = ["available", "reserved", "checked_out"];

/** Complaints beside the choices; the core judges again. */
export function complaints(
  draft: LabelDraft,
  choices: LabelChoice[],
): Partial<Record<LabelMeaning, LabelComplaint>> {
  const found: Partial<Record<LabelMeaning, LabelComplaint>> = {};
  for (const meaning of MEANINGS) {
    const complaint = complaintOf(meaning, draft, choices);
    if (complaint) found[meaning] = complaint;
  }
  return found;
}

/** The draft as a map, once nothing is wrong with it. */
export function settled(draft: LabelDraft, choices: LabelChoice[]): LabelMap | undefined {
  const { available, reserved, checked_out } = draft;
  if (available === null || reserved === null) return undefined;
  if (Object.keys(complaints(draft, choices)).length > 0) return undefined;
  return { available, reserved, checked_out };
}

/** Labels that may be chosen: nobody could check out an asset under any other. */
export function deployable(choices: LabelChoice[]): LabelChoice[] {
  return choices.filter((choice) => choice.kind === "deployable");
}

function complaintOf(
  meaning: LabelMeaning,
  draft: LabelDraft,
  choices: LabelChoice[],
): LabelComplaint | undefined {
  const chosen = draft[meaning];
  if (chosen === null) return absent(meaning, choices);
  const choice = choices.find(({ id }) => id === chosen);
  if (!choice) return "gone";
  if (choice.kind !== "deployable") return "not_deployable";
  const earlier = MEANINGS.slice(0, MEANINGS.indexOf(meaning));
  return earlier.some((other) => draft[other] === chosen) ? "same_as_another" : undefined;
}

/** Only Checked Out may stay without a label. */
function absent(meaning: LabelMeaning, choices: LabelChoice[]): LabelComplaint | undefined {
  if (meaning === "checked_out") return undefined;
  return uselessLabel(meaning, choices) ? "only_not_deployable" : "required";
}
