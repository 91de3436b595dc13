/** Where a row leads, and what can be done with it at once. */
import type { DoubtRow, RequisitionFilter } from "$lib/bindings";
import * as decisions from "$lib/decisions";
import { loanStep, type LoanStep } from "$lib/loan-step";
import { keep } from "$lib/remember.svelte";
import { go } from "$lib/route.svelte";
import { chain } from "../chain/chain.svelte";
import { listFilter } from "../requisitions/list-state";
import { takeLoanStep } from "../requisitions/take-step";
import type { GroupName, Row } from "./groups";

/** Opens what a row stands for. The scan's room has the one next step of an asset. */
export function open(row: Row): void {
  switch (row.kind) {
    case "request":
      showInbox("to_decide", row.request.id);
      return;
    case "loan":
      return go({ room: "scan", id: row.loan.asset.id });
    case "discrepancy":
      return go({ room: "discrepancies", id: row.discrepancy.id });
    case "doubt":
      if (row.doubt.asset) go({ room: "scan", id: row.doubt.asset.id });
      return;
    case "more":
      return openRest(row.group);
  }
}

function openRest(group: GroupName): void {
  switch (group) {
    case "to_decide":
      return showInbox("to_decide");
    case "in_doubt":
      return showInbox("waiting");
    case "discrepancies":
      return go({ room: "discrepancies" });
    default:
      return showRequisitions(FILTERS[group]);
  }
}

const FILTERS = {
  to_hand_over: "reserved",
  due_today: "checked_out",
  overdue: "overdue",
} as const satisfies Partial<Record<GroupName, RequisitionFilter>>;

function showInbox(tab: "to_decide" | "waiting", id?: string): void {
  keep<string>("inbox-tab", tab).value = tab;
  go(id === undefined ? { room: "inbox" } : { room: "inbox", id });
}

function showRequisitions(filter: RequisitionFilter): void {
  listFilter().value = { filter, text: "" };
  go({ room: "requisitions" });
}

/** Whether this is what comes next for the row. */
export const canTake = (step: LoanStep, row: Row | undefined): boolean =>
  row?.kind === "loan" && loanStep(row.loan) === step;

/** Hands over or takes back what a row stands for. */
export function take(step: LoanStep, row: Row | undefined): void {
  if (row?.kind === "loan" && canTake(step, row)) void takeLoanStep(step, row.loan);
}

/** Reads the asset of a lost answer now. */
export function check(row: Row | undefined): void {
  if (row?.kind === "doubt") void decisions.checkNow([row.doubt.operation]);
}

/** Whether a row has a chain of evidence. */
export const hasChain = (row: Row | undefined): boolean =>
  row !== undefined && row.kind !== "request" && row.kind !== "more";

/** Opens the chain of evidence of a row's unit, else of its asset. */
export function why(row: Row | undefined): void {
  switch (row?.kind) {
    case "loan":
      return chain.ofUnit(row.loan.line.requisition, row.loan.unit);
    case "discrepancy":
      return chain.ofAsset(row.discrepancy.asset.id);
    case "doubt":
      return whyDoubt(row.doubt);
  }
}

function whyDoubt({ line, unit, asset }: DoubtRow): void {
  if (line && unit) chain.ofUnit(line.requisition, unit);
  else if (asset) chain.ofAsset(asset.id);
}

/** The tag that a row shows. */
export function tagOf(row: Row | undefined): string | undefined {
  switch (row?.kind) {
    case "loan":
      return row.loan.asset.tag;
    case "discrepancy":
      return row.discrepancy.asset.tag;
    case "doubt":
      return row.doubt.asset?.tag;
    default:
      return undefined;
  }
}
