/** A scan while a line's assets are offered picks that asset, or says why it cannot be picked. */
import CircleCheck from "@lucide/svelte/icons/circle-check";
import TriangleAlert from "@lucide/svelte/icons/triangle-alert";
import type { AssetId, EquipmentView } from "$lib/bindings";
import { now } from "$lib/clock.svelte";
import { desk } from "$lib/desk";
import { m } from "$lib/messages";
import type { Code } from "$lib/scanner.svelte";
import { toasts } from "$lib/toasts.svelte";
import { pillOf } from "../equipment/standing";
import { go } from "$lib/route.svelte";
import type { Deciding } from "./deciding.svelte";
import type { Plan } from "./plan";

/** Takes a scanned code for the line in hand; whether it was one for it. */
export async function takeScan(deciding: Deciding, { text, us }: Code): Promise<boolean> {
  const plan = deciding.picking;
  if (!plan) return false;
  try {
    const found = await desk.scan({ text, us });
    if (found.kind !== "asset") return false;
    if (isOffered(plan, found.id)) pick(deciding, plan, found.id);
    else sayWhyNot(plan, await desk.asset(found.id));
    return true;
  } catch {
    return false; // where scans go otherwise, it is said what is wrong
  }
}

const isOffered = ({ line }: Plan, id: AssetId): boolean =>
  line.candidates.some(({ asset }) => asset.id === id);

/** The same item twice stays picked: a scan only ever takes. */
function pick(deciding: Deciding, plan: Plan, id: AssetId): void {
  const picked = plan.picked.some(({ asset }) => asset.id === id);
  if (!picked) deciding.toggle(plan, id);
  const tag = plan.line.candidates.find(({ asset }) => asset.id === id)?.asset.tag ?? "";
  const title = m.inbox_scan_picked({ tag, line: plan.line.position });
  toasts.show({ icon: CircleCheck, title });
}

function sayWhyNot({ line }: Plan, view: EquipmentView): void {
  const { asset } = view;
  const shown = toasts.show({
    icon: TriangleAlert,
    hue: "amber",
    title: m.inbox_scan_not({ tag: asset.tag, line: line.position }),
    body: whyNot(view, line.title),
    action: {
      label: m.inbox_scan_open({ tag: asset.tag }),
      run: () => {
        toasts.dismiss(shown);
        go({ room: "scan", id: asset.id });
      },
    },
  });
}

function whyNot({ asset, model, standing }: EquipmentView, wanted: string): string {
  const title = model ?? asset.title;
  if (standing.kind !== "available") {
    return m.inbox_scan_state({ title, state: pillOf(standing, now.date).text });
  }
  return title === wanted ? m.inbox_scan_beyond() : m.inbox_scan_other({ title, wanted });
}
