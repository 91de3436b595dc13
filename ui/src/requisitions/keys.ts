/** The keys of one requisition's page. */
import { keys, type Binding } from "$lib/keys.svelte";
import { m } from "$lib/messages";
import { MARKED_STEPS, type MarkedStep, type RequisitionRoom } from "./room.svelte";
import { now } from "$lib/clock.svelte";
import { copyTag } from "../equipment/steps";
import { sharedStep, type SharedStep, type Step, type Stop } from "./steps";
import { isUndecided } from "./unit-steps";

/** Binds them while the page is there. */
export function bindKeys(room: RequisitionRoom, openProject: () => void): () => void {
  const unbind = [
    keys.bind("lists", ...moves(room)),
    keys.bind("work", ...work(room), noteKey(room), {
      key: "P",
      label: m.requisition_key_open_project(),
      run: openProject,
    }),
  ];
  return () => unbind.forEach((each) => each());
}

/** What the bottom bar says: only keys that do something here. */
export function hintsFor(room: RequisitionRoom): { keys: string; label: string }[] {
  const steps = new Set(room.stops.flatMap((stop) => room.stepsOf(stop)));
  const rejectable = room.undecided.length > 0;
  const hints: [string, string, boolean][] = [
    ["J K", m.requisition_key_line(), room.stops.length > 1],
    ["A", m.requisition_key_approve(), steps.has("approve")],
    ["R", m.requisition_key_reject(), rejectable],
    ["H", m.requisition_key_hand_over(), steps.has("hand_over")],
    ["T", m.requisition_key_take_back(), steps.has("take_back")],
    ["L", m.requisition_key_release(), steps.has("release")],
    ["M", m.requisition_key_lend_to_another(), steps.has("lend_to_another")],
    ["D", m.requisition_key_date(), steps.has("change_due")],
    ["C", m.requisition_key_check(), steps.has("check")],
    ["W", m.requisition_key_why(), true],
    ["O", m.requisition_key_page(), steps.has("page")],
    ["P", m.requisition_key_project(), true],
    ["Escape", m.requisition_key_back(), true],
  ];
  return hints.flatMap(([key, label, shown]) => (shown ? [{ keys: key, label }] : []));
}

function moves(room: RequisitionRoom): Binding[] {
  const down = () => room.move(1);
  const up = () => room.move(-1);
  const focus = (stop: Stop | undefined) => stop && room.focus(stop);
  const tags = () => room.stop?.units.flatMap(({ asset }) => asset?.tag ?? []) ?? [];
  return [
    { key: "J", label: m.requisition_key_next_line(), run: down },
    { key: "K", label: m.requisition_key_previous_line(), run: up },
    { key: "Home", label: m.keys_ends, run: () => focus(room.stops[0]) },
    { key: "End", label: m.keys_ends, run: () => focus(room.stops.at(-1)) },
    { key: "ArrowDown", label: m.requisition_key_next_line(), run: down, sheet: false },
    { key: "ArrowUp", label: m.requisition_key_previous_line(), run: up, sheet: false },
    {
      key: "X",
      label: m.keys_select,
      run: () => room.stop && room.mark(room.stop),
      when: () => room.stop !== undefined,
    },
    {
      key: "Escape",
      label: m.requisition_unmark,
      run: () => room.unmark(),
      when: () => room.marked.length > 0,
      sheet: false,
    },
    {
      key: "W",
      label: m.keys_why,
      run: () => room.showWhy(),
    },
    {
      key: "Y",
      label: m.keys_copy,
      run: () => void copyTag(tags().join("\n")),
      when: () => tags().length > 0,
    },
  ];
}

function work(room: RequisitionRoom): Binding[] {
  return [
    stepKey(room, "A", "approve", m.requisition_key_approve_line()),
    stepKey(room, "H", "hand_over", m.requisition_key_hand_over_line()),
    stepKey(room, "T", "take_back", m.requisition_key_take_back_line()),
    stepKey(room, "L", "release", m.requisition_key_release_line()),
    sharedKey(room, "Shift+H", "hand_over", m.requisition_key_hand_over_all()),
    sharedKey(room, "Shift+T", "take_back", m.requisition_key_take_back_all()),
    sharedKey(room, "Shift+L", "release", m.requisition_key_release_all()),
    stepKey(room, "M", "lend_to_another", m.requisition_key_lend_line()),
    stepKey(room, "D", "change_due", m.keys_date()),
    stepKey(room, "O", "page", m.requisition_key_open_page()),
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

function noteKey(room: RequisitionRoom): Binding {
  return { key: "N", label: m.note_key, run: () => void (room.noting = true) };
}

function stepKey(room: RequisitionRoom, key: string, step: Step, label: string): Binding {
  return {
    key,
    label,
    writes: true,
    when: () => (marked(room, step) ? room.countFor(step) > 0 : ofStop(room, step)),
    run: () =>
      void (marked(room, step) ? room.takeMarked(step) : room.stop && room.take(step, room.stop)),
  };
}

/** With marks a step is taken of all that is marked, and of nothing besides. */
const marked = (room: RequisitionRoom, step: Step): step is MarkedStep =>
  room.marked.length > 0 && MARKED_STEPS.some((each) => each === step);

const ofStop = (room: RequisitionRoom, step: Step): boolean =>
  room.stop !== undefined && room.stepsOf(room.stop).includes(step);

/** For all units of the line in focus that come to this step next. */
function sharedKey(room: RequisitionRoom, key: string, step: SharedStep, label: string): Binding {
  const shared = () => {
    const found = room.stop && sharedStep(room.stop.line, now.ms);
    return found?.step === step ? found.units : undefined;
  };
  return {
    key,
    label,
    writes: true,
    when: () => shared() !== undefined,
    run: () => void room.takeUnits(step, shared() ?? []),
  };
}
