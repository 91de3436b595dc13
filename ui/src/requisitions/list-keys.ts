/** The keys that every list of this kind has. */
import { keys } from "$lib/keys.svelte";
import { m } from "$lib/messages";

/** What the keys do. */
export type ListActions = {
  step: (by: 1 | -1) => void;
  find: () => void;
  /** Opens the selected row, where that leads somewhere. */
  open?: () => void;
  create: { label: string; run: () => void };
};

/** Binds them while the list is there. */
export function bindListKeys({ step, find, open, create }: ListActions): () => void {
  const unbind = [
    keys.bind(
      "lists",
      { key: "J", label: m.list_key_next(), run: () => step(1) },
      { key: "K", label: m.list_key_previous(), run: () => step(-1) },
      { key: "ArrowDown", label: m.list_key_next(), run: () => step(1), sheet: false },
      { key: "ArrowUp", label: m.list_key_previous(), run: () => step(-1), sheet: false },
      ...(open ? [{ key: "Enter", label: m.list_key_open(), run: open }] : []),
      { key: "F", label: m.list_key_filter(), run: find },
    ),
    keys.bind("work", { key: "N", ...create }),
  ];
  return () => unbind.forEach((each) => each());
}
