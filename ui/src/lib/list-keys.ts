/** The keys that every list of this kind has. */
import { keys, type Binding } from "./keys.svelte";
import { m } from "./messages";

/** What the keys do. */
export type ListActions = {
  step: (by: number) => void;
  find: () => void;
  /** Opens the selected row, where that leads somewhere. */
  open?: () => void;
  create?: Pick<Binding, "label" | "run">;
};

/** Arrows belong to radio buttons while one of them has the focus. */
const free = (): boolean => !document.activeElement?.matches("input[type=radio]");

/** Binds them while the list is there. */
export function bindListKeys({ step, find, open, create }: ListActions): () => void {
  const unbind = [
    keys.bind("lists", ...moves(step), {
      key: "F",
      label: m.keys_filter,
      run: find,
    }),
    open ? keys.bind("lists", { key: "Enter", label: m.keys_open, run: open }) : undefined,
    create ? keys.bind("work", { key: "N", ...create }) : undefined,
  ];
  return () => unbind.forEach((each) => each?.());
}

/** Moving the selection by rows, and to the ends. */
export function moves(step: (by: number) => void): Binding[] {
  const next = { label: m.keys_next, run: () => step(1) };
  const previous = { label: m.keys_next, run: () => step(-1) };
  return [
    { ...next, key: "J" },
    { ...previous, key: "K" },
    { ...next, key: "ArrowDown", when: free },
    { ...previous, key: "ArrowUp", when: free },
    { key: "Home", label: m.keys_ends, run: () => step(-Infinity) },
    { key: "End", label: m.keys_ends, run: () => step(Infinity) },
  ];
}
