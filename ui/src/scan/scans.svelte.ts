/** What was scanned while this workspace is open; the newest first. */
import type { AssetId, FoundBy, ScanCard } from "$lib/bindings";
import { keep, type Kept } from "$lib/remember.svelte";
import { outcomeOf, seen, type Outcome, type Seen } from "./outcome";

/** A scan that found one asset. */
export interface Scan {
  readonly visit: number;
  readonly at: Date;
  readonly id: AssetId;
  /** How it was found. */
  readonly by: FoundBy;
  /** The code as it was read. */
  readonly text: string;
  /** What it is, once its card was read. */
  readonly asset?: { title: string; tag: string; first: Seen; last: Seen };
}

const MOST = 50;

class Scans {
  #visits = 0;

  get #kept(): Kept<Scan[]> {
    return keep<Scan[]>("scans", []);
  }

  /** All of them. */
  get list(): Scan[] {
    return this.#kept.value;
  }

  /** The newest, if it found this asset. */
  latest(id: AssetId): Scan | undefined {
    const [newest] = this.list;
    return newest?.id === id ? newest : undefined;
  }

  /** An asset was scanned. */
  begin(id: AssetId, by: FoundBy, text: string, at: Date): void {
    const scan = { visit: ++this.#visits, at, id, by, text };
    this.#kept.value = [scan, ...this.list].slice(0, MOST);
  }

  /** An asset was looked at: what became of it is known anew, by its newest scan. */
  note(card: ScanCard): void {
    const { id, title, tag } = card.view.asset;
    const newest = this.list.find((scan) => scan.id === id);
    if (!newest) return;
    const last = seen(card);
    const first = newest.asset?.first ?? last;
    const noted = { ...newest, asset: { title, tag, first, last } };
    this.#kept.value = this.list.map((scan) => (scan === newest ? noted : scan));
  }
}

/** What became of a scanned asset, as far as it was seen. */
export const became = ({ asset }: Scan): Outcome | undefined =>
  asset && outcomeOf(asset.first, asset.last);

export const scans = new Scans();
