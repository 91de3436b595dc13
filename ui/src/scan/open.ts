/** Opens what a code stands for. Addresses are read, and never opened. */
import type { Scanned } from "$lib/bindings";
import { complain } from "$lib/decisions";
import { desk, deskError, sentence } from "$lib/desk";
import { m } from "$lib/messages";
import { go } from "$lib/route.svelte";
import type { Code } from "$lib/scanner.svelte";
import { scans } from "./scans.svelte";

let newest = 0;

/** Finds what a code stands for and goes there; whether there is something. */
export async function openScan({ text, us }: Code): Promise<boolean> {
  const turn = ++newest;
  try {
    const found = await desk.scan({ text, us });
    // Whoever scans on wants the next item.
    return turn === newest ? show(found) : found.kind === "asset";
  } catch (thrown) {
    complain(m.scan_failed(), sentence(deskError(thrown)));
    return false;
  }
}

function show(found: Scanned): boolean {
  if (found.kind === "asset") {
    scans.begin(found.id, found.by, new Date());
    go({ room: "scan", id: found.id });
    return true;
  }
  go({ room: "scan", miss: found });
  return found.kind === "several";
}
