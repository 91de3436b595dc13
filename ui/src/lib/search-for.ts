/** Opens the scan box with a text, from anywhere in the window. */

type Box = (text: string) => void;

let box: Box | undefined;

/** Says which box that is, while an effect lives. */
export function offerSearch(opens: Box): () => void {
  box = opens;
  return () => void (box = box === opens ? undefined : box);
}

/** Searches for a text as if it were typed there. */
export const searchFor = (text: string): void => box?.(text);
