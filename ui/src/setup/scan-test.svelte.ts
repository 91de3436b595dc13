import type { AssetRef } from "$lib/bindings";
import { desk } from "$lib/desk";
import { scannerChoices } from "$lib/scanner-choices.svelte";
import type { Stroke } from "$lib/scanner-code";
import { judge, type Reading } from "./scan-test";

/** Reads a label to see whether the scanner works; nothing is kept of it. */
export class ScanTest {
  /** What stands in the field. */
  typed = $state("");
  /** The last reading. */
  reading = $state.raw<Reading>();
  /** The asset with that tag, once it was read from Snipe-IT. */
  asset = $state.raw<AssetRef>();
  /** Whether the copy here was searched for it. */
  looked = $state(false);

  #strokes: Stroke[] = [];

  /** The field's text changed, by keys or by pasting. */
  type(text: string) {
    if (text === "") this.#strokes = [];
    this.typed = text;
  }

  /** A key of a reading. */
  stroke({ key, code, shiftKey, timeStamp }: KeyboardEvent) {
    if (this.typed === "") this.#strokes = [];
    this.#strokes.push({ key, code, shift: shiftKey, at: timeStamp });
  }

  /** The reading is over: it is judged, and the next one finds an empty field. */
  end() {
    const text = this.typed.trim();
    if (text === "") return;
    this.reading = judge(text, this.#strokes, scannerChoices.gap);
    this.type("");
    void this.#find(this.reading);
  }

  /** Takes what this scanner sends for scans from now on. */
  adopt(gap: number) {
    scannerChoices.setGap(gap);
    if (this.reading) this.reading = { ...this.reading, fast: true, propose: undefined };
  }

  async #find(reading: Reading) {
    this.asset = undefined;
    this.looked = false;
    const found = await exactly(reading.text);
    // Another label may have been read meanwhile.
    if (reading.text !== this.reading?.text) return;
    this.asset = found;
    this.looked = true;
  }
}

/** The asset with this tag. A desk that cannot be asked now knows none. */
async function exactly(tag: string): Promise<AssetRef | undefined> {
  try {
    const hits = await desk.findEquipment(tag, 20);
    return hits
      .flatMap((hit) => (hit.kind === "asset" ? [hit.asset] : []))
      .find((asset) => asset.tag.toLowerCase() === tag.toLowerCase());
  } catch {
    return undefined;
  }
}
