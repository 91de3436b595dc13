/** The chain of evidence that is open: of a unit, or of an asset. */
import type { AssetId, RequisitionId, UnitId } from "$lib/bindings";

/** Whose chain. */
export type Subject =
  { kind: "unit"; requisition: RequisitionId; unit: UnitId } | { kind: "asset"; asset: AssetId };

class Chain {
  subject = $state.raw<Subject>();

  /** Everything that happened to a unit, and what it rests on. */
  ofUnit(requisition: RequisitionId, unit: UnitId): void {
    this.subject = { kind: "unit", requisition, unit };
  }

  /** Everything that was seen of an asset. */
  ofAsset(asset: AssetId): void {
    this.subject = { kind: "asset", asset };
  }

  close(): void {
    this.subject = undefined;
  }
}

export const chain = new Chain();
