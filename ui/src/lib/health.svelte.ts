import type { Health } from "./bindings";
import { desk, events, listening } from "./desk";

/** How Toolcrib and Snipe-IT are getting on, as last told. */
class HealthWatch {
  now = $state.raw<Health>();

  /** Follows the core's reports. */
  start(): () => void {
    void desk.health().then(
      (health) => (this.now ??= health),
      () => undefined,
    );
    return listening(events.healthEvent.listen(({ payload }) => (this.now = payload)));
  }

  /** Whether decisions wait for the server. */
  get offline(): boolean {
    return this.now?.state === "offline" || this.now?.state === "refused";
  }
}

export const health = new HealthWatch();

/** Whether everything stands still because the server shows another certificate. */
export function certificateChanged(now: Health | undefined): boolean {
  const error = now?.last_error;
  return error?.recovered === false && error.problem.kind === "changed_certificate";
}
