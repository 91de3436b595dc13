/** A text as it is compared: without accents and capitals, as in the core. */
export const fold = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
