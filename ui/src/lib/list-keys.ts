/** The keys that every list of this kind has. */
import { keys } from "./keys.svelte";
import { m } from "./messages";

/** What the keys do. */
export type ListActions = {
  step: (by: number) => void;
  find: () => void;
  /** Opens the selected row, where that leads somewhere. */
  open?: () => void;
  create?: { label: string; run: () => void };
};

/** Arrows belong to radio buttons while one of them has the focus. */
const free = (): boolean => !document.activeElement?.matches("input[type=radio]");

/** Binds them while the list is there. */
export function bindListKeys({ step, find, open, create }: ListActions): () => void {
  const unbind = [
    keys.bind(
      "lists",
      { key: "J", label: m.list_key_next(), run: () => step(1) },
      { key: "K", label: m.list_key_previous(), run: () => step(-1) },
      { key: "ArrowDown", label: m.list_key_next(), run: () => step(1), when: free, sheet: false },
      {
        key: "ArrowUp",
        label: m.list_key_previous(),
        run: () => step(-1),
        when: free,
        sheet: false,
      },
      { key: "Home", label: m.list_key_first(), run: () => step(-Infinity) },
      { key: "End", label: m.list_key_last(), run: () => step(Infinity) },
      ...(open ? [{ key: "Enter", label: m.list_key_open(), run: open }] : []),
      { key: "F", label: m.list_key_filter(), run: find },
    ),
    create ? keys.bind("work", { key: "N", ...create }) : () => undefined,
  ];
  return () => unbind.forEach((each) => each());
}
