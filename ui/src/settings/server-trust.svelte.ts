import type { ConnectionTrust, DeskError, TrustChoice } from "$lib/bindings";
import { desk, deskError } from "$lib/desk";

/** The certificate that the server shows now, asked on request, and what was decided about it. */
export class ServerTrust {
  /** The last answer; a failed check does not take it away. */
  now = $state.raw<ConnectionTrust>();
  /** Whether the server is being asked, or another trust is being stored. */
  busy = $state(false);
  /** Why the last check failed. */
  error = $state.raw<DeskError>();
  /** What was wrong with the file of the authority that was named. */
  authorityError = $state.raw<DeskError>();

  /** Looks at the certificate; nothing but a handshake is sent. */
  async check(): Promise<void> {
    await this.#ask(async () => {
      this.now = await desk.serverTrust();
    });
  }

  /** Trusts the server in another way from now on, and looks again; true when that was stored. */
  async trust(choice: TrustChoice): Promise<boolean> {
    let stored = false;
    await this.#ask(async () => {
      await desk.trustServer(choice);
      stored = true;
      this.now = await desk.serverTrust();
    }, choice);
    return stored;
  }

  async #ask(ask: () => Promise<void>, choice?: TrustChoice): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.error = undefined;
    this.authorityError = undefined;
    try {
      await ask();
    } catch (failure) {
      const error = deskError(failure);
      if (choice?.kind === "authority" && error.code === "invalid") this.authorityError = error;
      else this.error = error;
    } finally {
      this.busy = false;
    }
  }
}
