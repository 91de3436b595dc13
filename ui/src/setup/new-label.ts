import type { LabelChoice, LabelRole, Language } from "../lib/bindings";

/** What a label of each role is usually called. */
const NAMES: Record<Language, Record<LabelRole, string>> = {
  en: { available: "Available", reserved: "Reserved", checked_out: "Checked Out" },
  "pt-PT": { available: "Disponível", reserved: "Reservado", checked_out: "Entregue" },
};

/** The name of a label that is still to be made; Snipe-IT takes no name twice. */
export function newLabelName(role: LabelRole, language: Language, choices: LabelChoice[]): string {
  const name = NAMES[language][role];
  return choices.some((choice) => same(choice.name, name)) ? `${name} (Toolcrib)` : name;
}

/** A label named for the role under which nobody could check an asset out. */
export function uselessLabel(role: LabelRole, choices: LabelChoice[]): LabelChoice | undefined {
  const names = Object.values(NAMES).map((of) => of[role]);
  return choices.find(
    ({ name, kind }) => kind !== "deployable" && names.some((usual) => same(name, usual)),
  );
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.toLowerCase();
