import type { Health } from "./bindings";
import { desk, events, listening } from "./desk";

/** How Toolcrib and Snipe-IT are getting on, as last told. */
class HealthWatch {
  now = $state.raw<Health>();

  /** Follows the core's reports. Asks once it listens, so that no report falls in between. */
  start(): () => void {
    let told = false;
    const started = events.healthEvent.listen(({ payload }) => {
      told = true;
      this.now = payload;
    });
    void started
      .then(() => desk.health())
      .then(
        (health) => {
          if (!told) this.now = health;
        },
        () => undefined,
      );
    return listening(started);
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
