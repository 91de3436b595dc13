const GAP = "toolcrib.scan-gap";
const SOUND = "toolcrib.scan-sound";

/** How far apart the keys of a scan may be, in milliseconds. */
export const GAPS = { least: 20, usual: 40, most: 100 } as const;

/** What this window knows about its scanner. */
class ScannerChoices {
  gap = $state(inRange(Number(localStorage.getItem(GAP) ?? GAPS.usual)));
  /** One tick for found, two for not found. */
  sound = $state(localStorage.getItem(SOUND) === "on");

  setGap(ms: number): void {
    this.gap = inRange(ms);
    localStorage.setItem(GAP, String(this.gap));
  }

  setSound(on: boolean): void {
    this.sound = on;
    localStorage.setItem(SOUND, on ? "on" : "off");
  }
}

function inRange(ms: number): number {
  if (!Number.isFinite(ms)) return GAPS.usual;
  return Math.max(GAPS.least, Math.min(GAPS.most, Math.round(ms)));
}

export const scannerChoices = new ScannerChoices();
