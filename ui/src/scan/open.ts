/** Opens what a code stands for. Addresses are read, and never opened. */
import type { ScanCode, Scanned } from "$lib/bindings";
import { complain } from "$lib/decisions";
import { desk, deskError, sentence } from "$lib/desk";
import { health } from "$lib/health.svelte";
import { m } from "$lib/messages";
import { go, route, type Miss } from "$lib/route.svelte";
import type { Code } from "$lib/scanner.svelte";
import { scans } from "./scans.svelte";

let newest = 0;

/** Finds what a code stands for and goes there; whether there is something. */
export async function openScan({ text, us }: Code): Promise<boolean> {
  const turn = ++newest;
  const scanned = { text, us };
  try {
    const found = await desk.scan(scanned);
    // Whoever scans on wants the next item.
    if (turn !== newest) return found.kind === "asset";
    if (found.kind !== "nothing" || !found.ask) return show(found, text);
    return health.offline ? fail(found.code, scanned) : await ask(found.code, scanned);
  } catch (thrown) {
    complain(m.scan_failed(), sentence(deskError(thrown)));
    return false;
  }
}

/** Asks Snipe-IT for what is not known here, and says so meanwhile; whether there is something. */
export async function ask(code: string, scanned: ScanCode): Promise<boolean> {
  const asking: Miss = { kind: "asking", code };
  go({ room: "scan", miss: asking });
  const stillAsking = () => route.current.room === "scan" && route.current.miss === asking;
  try {
    const found = await desk.scanAsked(scanned);
    return stillAsking() ? show(found, scanned.text) : found.kind === "asset";
  } catch (thrown) {
    return stillAsking() && fail(code, scanned, sentence(deskError(thrown)));
  }
}

/** Snipe-IT was not asked; `why` is not said where the whole window says it. */
function fail(code: string, scanned: ScanCode, why?: string): false {
  go({ room: "scan", miss: { kind: "unasked", code, scanned, why } });
  return false;
}

function show(found: Scanned, text: string): boolean {
  if (found.kind === "asset") {
    scans.begin(found.id, found.by, text, new Date());
    go({ room: "scan", id: found.id });
    return true;
  }
  go({ room: "scan", miss: found });
  return found.kind === "several";
}
