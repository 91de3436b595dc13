import type { DeskError, LabelChoice, LabelRole } from "$lib/bindings";
import { desk, deskError } from "$lib/desk";

/** Creates labels that Snipe-IT lacks: the one thing that setup writes, and only on request. */
export class LabelMaker {
  /** The role whose label is being created. */
  making = $state<LabelRole>();
  /** What could not be created, and why. */
  failed = $state.raw<{ role: LabelRole; error: DeskError }>();
  /** The names that were written into Snipe-IT. */
  written = $state.raw<string[]>([]);

  /** The label as Snipe-IT then has it; nothing when it could not be created. */
  async make(role: LabelRole, name: string): Promise<LabelChoice | undefined> {
    if (this.making) return undefined;
    this.making = role;
    this.failed = undefined;
    try {
      const label = await desk.createLabel(role, name);
      this.written = [...this.written, label.name];
      return label;
    } catch (failure) {
      this.failed = { role, error: deskError(failure) };
      return undefined;
    } finally {
      this.making = undefined;
    }
  }
}
