import type { RequisitionView } from "$lib/bindings";
import { now } from "$lib/clock.svelte";
import { keys, type Binding } from "$lib/keys.svelte";
import { may } from "$lib/may.svelte";
import { m } from "$lib/messages";
import { go } from "$lib/route.svelte";
import { chain } from "../chain/chain.svelte";
import { copyTag } from "../equipment/steps";
import type { PlainStep } from "../requisitions/take-step";
import { nextFor, type Deciding } from "./deciding.svelte";

/** Binds the keys that decide about the requisition in hand. */
export function bindDecideKeys(
  deciding: Deciding,
  view: () => RequisitionView,
  step: (by: number) => void,
): () => void {
  const unbind = [
    keys.bind("lists", ...moves(view, step), copy(deciding), why(deciding, view)),
    keys.bind("work", ...work(deciding), ...picks(deciding)),
  ];
  return () => unbind.forEach((each) => each());
}

function moves(view: () => RequisitionView, step: (by: number) => void): Binding[] {
  const label = m.key_next_line();
  return [
    { key: "ArrowDown", label, run: () => step(1), sheet: "ArrowUp ArrowDown" },
    { key: "ArrowUp", label, run: () => step(-1), sheet: false },
    {
      key: "O",
      label: m.key_open(),
      run: () => go({ room: "requisition", id: view().id }),
    },
  ];
}

/** The assets of the line in hand: what its units have, or what is picked for them. */
function copy(deciding: Deciding): Binding {
  const tags = () => {
    const { line, picked } = deciding.current ?? { picked: [] };
    const had = line?.units.flatMap(({ asset }) => asset?.tag ?? []) ?? [];
    return had.length > 0 ? had : picked.map(({ asset }) => asset.tag);
  };
  return {
    key: "Y",
    label: m.keys_copy,
    run: () => void copyTag(tags().join("\n")),
    when: () => tags().length > 0,
  };
}

/** What happened to the first unit of the line in hand. */
function why(deciding: Deciding, view: () => RequisitionView): Binding {
  const unit = () => deciding.current?.line.units[0];
  return {
    key: "W",
    label: m.keys_why,
    run: () => {
      const { id } = unit() ?? {};
      if (id) chain.ofUnit(view().id, id);
    },
    when: () => unit() !== undefined,
  };
}

function work(deciding: Deciding): Binding[] {
  /** The line in hand, as a list: none while there is no line. */
  const current = () => (deciding.current ? [deciding.current] : []);
  return [
    {
      key: "A",
      label: m.key_approve_line(),
      when: () => may.take("approve"),
      run: () => void deciding.approve(current()),
      writes: true,
    },
    {
      key: "Shift+A",
      label: m.key_approve_all(),
      when: () => may.take("approve"),
      run: () => void deciding.approve(deciding.clear),
      writes: true,
    },
    {
      key: "R",
      label: m.key_reject_line(),
      run: () => current().forEach((plan) => deciding.askToReject(plan)),
      writes: true,
    },
    {
      key: "Shift+R",
      label: m.key_reject_all(),
      run: () => deciding.askToRejectAll(),
      writes: true,
    },
    stepKey("C", "check", m.key_check()),
    stepKey("H", "hand_over", m.key_hand_over()),
    stepKey("T", "take_back", m.key_take_back()),
    stepKey("L", "release", m.key_release()),
  ];

  function stepKey(key: string, step: PlainStep, label: string): Binding {
    const units = () => current().flatMap(({ line }) => nextFor(step, line, now.ms));
    return {
      key,
      label,
      run: () => deciding.take(step, units()),
      when: () => units().length > 0,
      writes: true,
    };
  }
}

function picks(deciding: Deciding): Binding[] {
  const choosable = (nth: number) =>
    !deciding.obstacle &&
    (deciding.current?.open.length ?? 0) > 0 &&
    (deciding.current?.line.candidates.length ?? 0) >= nth;
  return [1, 2, 3, 4, 5, 6, 7, 8, 9].map((nth) => ({
    key: String(nth),
    label: m.key_pick(),
    run: () => deciding.pick(nth),
    when: () => choosable(nth),
    sheet: nth === 1 ? "1–9" : false,
  }));
}
