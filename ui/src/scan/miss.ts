/** What a scan that found no single asset says. */
import { m } from "$lib/messages";
import type { Miss } from "$lib/route.svelte";

/** In one sentence. */
export function missText(miss: Miss): string {
  switch (miss.kind) {
    case "several": {
      const about = { count: miss.rows.length, code: miss.code };
      return miss.by === "serial" ? m.scan_several_serial(about) : m.scan_several_tag(about);
    }
    case "other_server":
      return m.scan_other_server();
    case "asking":
      return m.scan_asking({ code: miss.code });
    case "unasked":
      return m.scan_unasked({ code: miss.code });
    case "did_you_mean":
    case "nothing":
      return m.scan_no_match({ code: miss.code });
  }
}
