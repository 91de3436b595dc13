/** What can be done with an asset, and doing it. */
import Copy from "@lucide/svelte/icons/copy";
import type { AssetId, AssetRef, EquipmentClaim, EquipmentView } from "$lib/bindings";
import { complain } from "$lib/decisions";
import { desk, deskError, sentence } from "$lib/desk";
import { m } from "$lib/messages";
import { go } from "$lib/route.svelte";
import { toasts } from "$lib/toasts.svelte";
import { requisitionForm } from "../requisitions/form.svelte";

/** An asset's one next step. */
export type NextStep =
  { kind: "requisition"; claim: EquipmentClaim } | { kind: "request" } | { kind: "page" };

/** The requisition that has the asset, or is about to. */
export function holdingClaim({ standing, claims }: EquipmentView): EquipmentClaim | undefined {
  return standing.kind === "claimed" ? claims[0] : undefined;
}

/** The requisitions that wait for it. */
export function waitingClaims(view: EquipmentView): EquipmentClaim[] {
  return view.standing.kind === "claimed" ? view.claims.slice(1) : view.claims;
}

/** What to do next; nothing where only Snipe-IT could help and its page cannot be opened. */
export function nextStep(view: EquipmentView): NextStep | undefined {
  const claim = holdingClaim(view);
  if (claim) return { kind: "requisition", claim };
  if (view.standing.kind === "available") return { kind: "request" };
  return view.has_page ? { kind: "page" } : undefined;
}

/** Asks for the asset: it becomes a line of the requisition that is being written. */
export function request(asset: AssetRef): void {
  requisitionForm().add({
    kind: "asset",
    asset,
    availability: { kind: "available", since: null },
  });
  go({ room: "requisition-new" });
}

/** Opens the asset's page in Snipe-IT. */
export async function openPage(id: AssetId): Promise<void> {
  try {
    await desk.openAssetPage(id);
  } catch (thrown) {
    complain(m.equipment_page_failed(), sentence(deskError(thrown)));
  }
}

/** Copies the tag. */
export async function copyTag(tag: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(tag);
    toasts.show({ icon: Copy, title: m.equipment_copied({ tag }) });
  } catch {
    complain(m.equipment_not_copied({ tag }), m.equipment_not_copied_body());
  }
}
