import { m } from "$lib/messages";

/** The steps of connecting, in their order. */
export const STEPS = ["connection", "rights", "scanner", "first_read"] as const;

/** A step of connecting. */
export type Step = (typeof STEPS)[number];

/** What the rail says about a step. */
export type StepWords = { name: () => string; hint: () => string };

export const STEP_WORDS: Record<Step, StepWords> = {
  connection: { name: m.setup_step_connection, hint: m.setup_step_connection_hint },
  rights: { name: m.setup_step_rights, hint: m.setup_step_rights_hint },
  scanner: { name: m.setup_step_scanner, hint: m.setup_step_scanner_hint },
  first_read: { name: m.setup_step_first_read, hint: m.setup_step_first_read_hint },
};
