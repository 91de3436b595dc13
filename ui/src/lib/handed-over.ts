/** Tells that what was handed over here arrived, as soon as Snipe-IT shows it. */
import ArrowUpRight from "@lucide/svelte/icons/arrow-up-right";
import type { RequisitionId, RequisitionView, UnitId, UnitView } from "./bindings";
import { takeBack } from "./decisions";
import { desk, onChanged } from "./desk";
import { day } from "./format";
import { may } from "./may.svelte";
import { m } from "./messages";
import { toasts } from "./toasts.svelte";

/** Later nobody looks for an answer in a corner of the window; the place itself shows it. */
const PATIENCE = 30_000;

/** Waits until the units are with the borrower, and offers to take them back. */
export function tellHandedOver(of: RequisitionId, ids: UnitId[], borrower: string): void {
  const look = oneAtATime(async () => {
    const units = await unitsOf(of, ids);
    if (!units || units.some(isOnItsWay)) return;
    stop();
    const out = units.filter(({ state }) => state === "checked_out");
    if (out.length > 0) tell(out, borrower);
  });
  const unbind = onChanged("requisition", look);
  const late = setTimeout(() => stop(), PATIENCE);
  const stop = () => {
    clearTimeout(late);
    unbind();
    look.end();
  };
  look();
}

/** Looks, and once more for whatever changed meanwhile, until it is ended. */
function oneAtATime(work: () => Promise<void>): (() => void) & { end: () => void } {
  let [wanted, busy, ended] = [false, false, false];
  const run = async (): Promise<void> => {
    busy = true;
    while (wanted && !ended) {
      wanted = false;
      await work();
    }
    busy = false;
  };
  const look = () => {
    wanted = true;
    if (!busy) void run();
  };
  return Object.assign(look, { end: () => void (ended = true) });
}

/** What cannot be read now is read again after the next change. */
async function unitsOf(id: RequisitionId, ids: UnitId[]): Promise<UnitView[] | undefined> {
  const units = ({ lines }: RequisitionView) => lines.flatMap((line) => line.units);
  const view = await desk.requisition(id).catch(() => undefined);
  return view && units(view).filter((unit) => ids.includes(unit.id));
}

const isOnItsWay = ({ operation }: UnitView): boolean =>
  operation?.kind === "hand_over" && ["waiting", "sending"].includes(operation.phase);

function tell(units: UnitView[], name: string): void {
  const [first] = units;
  const tag = first?.asset?.tag ?? "";
  const back = {
    label: m.toast_take_back(),
    key: "T",
    run: () => {
      toasts.dismiss(shown);
      void takeBack(units.map(({ id }) => id));
    },
  };
  const shown = toasts.show({
    icon: ArrowUpRight,
    title: m.toast_handed_over({ tag, count: units.length }),
    body: m.toast_handed_to({ name, due: day(first?.due ?? "") }),
    action: may.take("take_back") ? back : undefined,
  });
}
