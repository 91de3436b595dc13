import type { EquipmentRow } from "$lib/bindings";
import { keys, type Binding } from "$lib/keys.svelte";
import { m } from "$lib/messages";
import type { Marks } from "./marks";

/** Binds X, and what the keys do with all that it marked. Bound later, Escape closes something. */
export function bindMarkKeys(marks: Marks, inHand: () => EquipmentRow | undefined): () => void {
  const unbind = [
    keys.bind("lists", mark(marks, inHand), ...ofAll(marks)),
    keys.bind("work", {
      key: "N",
      label: () => m.equipment_request_marked({ count: marks.free.length }),
      when: () => marks.free.length > 0,
      run: () => marks.request(),
    }),
  ];
  return () => unbind.forEach((each) => each());
}

const mark = (marks: Marks, inHand: () => EquipmentRow | undefined): Binding => ({
  key: "X",
  label: m.keys_select,
  when: () => inHand() !== undefined,
  run: () => {
    const row = inHand();
    if (row) marks.toggle(row);
  },
});

const ofAll = (marks: Marks): Binding[] => [
  {
    key: "Y",
    label: () => m.equipment_copy_marked({ count: marks.count }),
    when: () => marks.count > 0,
    run: () => void marks.copy(),
  },
  {
    key: "Escape",
    label: m.requisition_unmark,
    when: () => marks.count > 0,
    run: () => marks.clear(),
    sheet: false,
  },
];
