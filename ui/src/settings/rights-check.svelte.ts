import type { DeskError, TokenReport } from "$lib/bindings";
import { desk, deskError } from "$lib/desk";

/** What the present token may do, asked on request. */
export class RightsCheck {
  /** The last answer; a failed check does not take it away. */
  report = $state.raw<TokenReport>();
  /** When it came. */
  at = $state.raw<Date>();
  /** Whether Snipe-IT is being asked. */
  checking = $state(false);
  /** Why the last check failed. */
  error = $state.raw<DeskError>();

  /** Asks Snipe-IT now; it writes nothing. */
  async check(): Promise<void> {
    if (this.checking) return;
    this.checking = true;
    this.error = undefined;
    try {
      this.report = await desk.checkRights();
      this.at = new Date();
    } catch (failure) {
      this.error = deskError(failure);
    } finally {
      this.checking = false;
    }
  }
}
