const STALE_AFTER = 120_000;

/** Whether the mirror's word is so old that its colour must not be trusted. */
export function isStale(at: string | null, nowMs: number): boolean {
  return at !== null && nowMs - Date.parse(at) > STALE_AFTER;
}
