/** The keys of one requisition's page. */
import { keys, type Binding } from "$lib/keys.svelte";
import { m } from "$lib/messages";
import type { RequisitionRoom } from "./room.svelte";
import { isUndecided, stepOf, type Step } from "./steps";

/** Binds them while the page is there. */
export function bindKeys(room: RequisitionRoom, openProject: () => void): () => void {
  const unbind = [
    keys.bind("lists", ...moves(room)),
    keys.bind("work", ...work(room), {
      key: "P",
      label: m.requisition_key_open_project(),
      run: openProject,
    }),
  ];
  return () => unbind.forEach((each) => each());
}

/** What the bottom bar says: only keys that do something here. */
export function hintsFor(room: RequisitionRoom): { keys: string; label: string }[] {
  const steps = new Set(room.stops.map(stepOf));
  const rejectable = room.undecided.length > 0;
  const hints: [string, string, boolean][] = [
    ["J K", m.requisition_key_line(), room.stops.length > 1],
    ["A", m.requisition_key_approve(), steps.has("approve")],
    ["R", m.requisition_key_reject(), rejectable],
    ["L", m.requisition_key_release(), steps.has("release")],
    ["C", m.requisition_key_check(), steps.has("check")],
    ["W", m.requisition_key_why(), true],
    ["P", m.requisition_key_project(), true],
    ["Escape", m.requisition_key_back(), true],
  ];
  return hints.flatMap(([key, label, shown]) => (shown ? [{ keys: key, label }] : []));
}

function moves(room: RequisitionRoom): Binding[] {
  const down = () => room.move(1);
  const up = () => room.move(-1);
  return [
    { key: "J", label: m.requisition_key_next_line(), run: down },
    { key: "K", label: m.requisition_key_previous_line(), run: up },
    { key: "ArrowDown", label: m.requisition_key_next_line(), run: down, sheet: false },
    { key: "ArrowUp", label: m.requisition_key_previous_line(), run: up, sheet: false },
    {
      key: "W",
      label: m.requisition_key_why_line(),
      run: () => (room.lineAlone = !room.lineAlone),
    },
  ];
}

function work(room: RequisitionRoom): Binding[] {
  return [
    stepKey(room, "A", "approve", m.requisition_key_approve_line()),
    stepKey(room, "L", "release", m.requisition_key_release_line()),
    stepKey(room, "C", "check", m.requisition_key_check_line()),
    {
      key: "R",
      label: m.requisition_key_reject_line(),
      writes: true,
      when: () => room.stop?.units.some(isUndecided) ?? false,
      run: () => room.stop && room.askToReject(room.stop),
    },
  ];
}

function stepKey(room: RequisitionRoom, key: string, step: Step, label: string): Binding {
  return {
    key,
    label,
    writes: true,
    when: () => room.step === step,
    run: () => void (room.stop && room.take(step, room.stop)),
  };
}
