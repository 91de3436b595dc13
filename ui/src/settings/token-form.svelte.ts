import type { DeskError, KeepToken } from "$lib/bindings";
import { desk, deskError } from "$lib/desk";

/** A new token for the same server. */
export class TokenForm {
  /** As typed; kept until it is accepted. */
  token = $state("");
  /** Whether it is being checked and stored. */
  saving = $state(false);
  /** Why it was not taken. */
  error = $state<DeskError>();

  /** Another token may be right. */
  type(text: string) {
    this.token = text;
    this.error = undefined;
  }

  /** True once the new token is in use. */
  async replace(keep: KeepToken): Promise<boolean> {
    if (this.saving) return false;
    this.saving = true;
    this.error = undefined;
    try {
      await desk.replaceToken(this.token.trim(), keep);
      return true;
    } catch (failure) {
      this.error = deskError(failure);
      return false;
    } finally {
      this.saving = false;
    }
  }
}
