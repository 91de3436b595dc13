/** What the scan box says of the last scan, while what it found is on screen. */
import { m } from "$lib/messages";
import type { Miss, Route } from "$lib/route.svelte";
import type { Scan } from "./scans.svelte";

/** A code, and what came of it. */
export type InBox = { text: string; note: string; missed: boolean };

/** Nothing where no scan led. */
export function inBox(at: Route, latest: (id: number) => Scan | undefined): InBox | undefined {
  if (at.room !== "scan") return undefined;
  const scan = at.id === undefined ? undefined : latest(at.id);
  if (scan) return { text: codeOf(scan), note: NOTES[scan.by](), missed: false };
  return at.miss && ofMiss(at.miss);
}

const NOTES: Record<Scan["by"], () => string> = {
  tag: () => m.scan_box_tag(),
  serial: () => m.scan_box_serial(),
  address: () => m.scan_box_address(),
};

/** A label may say more than the tag: a prefix, or an address. */
const codeOf = ({ by, text, asset }: Scan): string =>
  by === "serial" ? text : (asset?.tag ?? (by === "tag" ? text : ""));

function ofMiss(miss: Miss): InBox | undefined {
  switch (miss.kind) {
    case "several": {
      const note = m.scan_box_several({ count: miss.rows.length });
      return { text: miss.code, note, missed: false };
    }
    case "asking":
      return { text: miss.code, note: m.scan_box_asking(), missed: false };
    case "unasked":
      return { text: miss.code, note: m.scan_box_unasked(), missed: true };
    case "did_you_mean":
    case "nothing":
      return { text: miss.code, note: m.scan_box_none(), missed: true };
    case "other_server":
      return undefined;
  }
}
