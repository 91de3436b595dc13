import type { Disagreement, DiscrepancyView, OperationKind } from "$lib/bindings";
import { m } from "$lib/messages";

/** What the sentences of a discrepancy speak of. */
export interface Named {
  asset: string;
  tag: string;
  /** Who asked for it. */
  person: string;
  /** Who has it in Snipe-IT. */
  holder: string;
  /** The label it wears in Snipe-IT. */
  label: string;
  project: string;
}

export function named({ row, theirs, ours }: DiscrepancyView): Named {
  return {
    asset: row.asset.title,
    tag: row.asset.tag,
    person: ours?.person ?? row.line?.requester ?? m.discrepancy_somebody(),
    holder: theirs.holder ?? m.discrepancy_somebody(),
    label: theirs.label ?? m.discrepancy_no_label(),
    project: row.line?.project ?? "",
  };
}

const SAID: Record<
  Exclude<Disagreement, "in_doubt_too_long">,
  (names: { asset: string }) => string
> = {
  outside_project: m.disagreement_said_outside_project,
  out_while_pending: m.disagreement_said_out_while_pending,
  out_again: m.disagreement_said_out_again,
  automatic_check_in: m.disagreement_said_automatic_check_in,
  still_held: m.disagreement_said_still_held,
  out_here_in_there: m.disagreement_said_out_here_in_there,
  deleted_while_out: m.disagreement_said_deleted_while_out,
  asset_gone: m.disagreement_said_asset_gone,
  label_changed: m.disagreement_said_label_changed,
  free_there: m.disagreement_said_free_there,
  label_left: m.disagreement_said_label_left,
  unclaimed: m.disagreement_said_unclaimed,
};

const DONE: Record<OperationKind, () => string> = {
  reserve: m.operation_done_reserve,
  release: m.operation_done_release,
  expire: m.operation_done_expire,
  relabel: m.operation_done_relabel,
  hand_over: m.operation_done_hand_over,
  take_back: m.operation_done_take_back,
  retrieve: m.operation_done_retrieve,
  restore_label: m.operation_done_restore_label,
  reject: m.operation_done_reject,
  cancel: m.operation_done_cancel,
};

/** The sentence that heads a discrepancy. */
export function said({ row, operation }: DiscrepancyView): string {
  const { title: asset } = row.asset;
  if (row.about !== "in_doubt_too_long") return SAID[row.about]({ asset });
  const done = operation ? DONE[operation.kind]() : m.operation_done_any();
  return m.disagreement_said_in_doubt_too_long({ asset, done });
}

const WHY: Record<Disagreement, (names: Named) => string> = {
  outside_project: m.disagreement_why_outside_project,
  out_while_pending: m.disagreement_why_out_while_pending,
  out_again: m.disagreement_why_out_again,
  automatic_check_in: m.disagreement_why_automatic_check_in,
  still_held: m.disagreement_why_still_held,
  out_here_in_there: m.disagreement_why_out_here_in_there,
  deleted_while_out: m.disagreement_why_deleted_while_out,
  asset_gone: m.disagreement_why_asset_gone,
  label_changed: m.disagreement_why_label_changed,
  free_there: m.disagreement_why_free_there,
  label_left: m.disagreement_why_label_left,
  unclaimed: m.disagreement_why_unclaimed,
  in_doubt_too_long: m.disagreement_why_in_doubt_too_long,
};

/** What Snipe-IT says, and what was expected. */
export function explained(view: DiscrepancyView): string {
  const names = named(view);
  const reserved = view.row.about === "outside_project" && view.ours?.state === "reserved";
  return reserved ? m.disagreement_why_outside_project_reserved(names) : WHY[view.row.about](names);
}
