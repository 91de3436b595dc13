import type { RequisitionView } from "$lib/bindings";
import { now } from "$lib/clock.svelte";
import { keys, type Binding } from "$lib/keys.svelte";
import { m } from "$lib/messages";
import { go } from "$lib/route.svelte";
import type { PlainStep } from "../requisitions/take-step";
import { nextFor, type Deciding } from "./deciding.svelte";

/** Binds the keys that decide about the requisition in hand. */
export function bindDecideKeys(
  deciding: Deciding,
  view: () => RequisitionView,
  step: (by: number) => void,
): () => void {
  const unbind = [
    keys.bind("lists", ...moves(view, step)),
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

function work(deciding: Deciding): Binding[] {
  /** The line in hand, as a list: none while there is no line. */
  const current = () => (deciding.current ? [deciding.current] : []);
  return [
    {
      key: "A",
      label: m.key_approve_line(),
      run: () => void deciding.approve(current()),
      writes: true,
    },
    {
      key: "Shift+A",
      label: m.key_approve_all(),
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
