/** One fresh reading of the asset on the card. Nothing spins meanwhile: what is known stays. */
import type { AssetId, DeskError } from "$lib/bindings";
import { desk, deskError } from "$lib/desk";

/** How the reading went. */
export class Reading {
  /** Why Snipe-IT could not be asked. */
  error = $state.raw<DeskError>();

  /** Reads the asset now; `done` shows what is known then. */
  async of(id: AssetId, done: () => void): Promise<void> {
    try {
      await desk.readAsset(id);
      this.error = undefined;
      done();
    } catch (thrown) {
      this.error = deskError(thrown);
    }
  }
}
