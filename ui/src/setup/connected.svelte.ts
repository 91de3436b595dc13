/**
 * After connecting the workspace is open, but two steps remain. Its rooms wait for them; whoever
 * quits meanwhile finds them open at the next start.
 */
class Connected {
  /** Whether the steps after connecting are on screen. */
  stepsRemain = $state(false);
}

export const connected = new Connected();
