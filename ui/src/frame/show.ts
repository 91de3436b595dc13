import type { Show } from "$lib/bindings";
import type { Route } from "$lib/route.svelte";

/** Where a click on a message of the system leads. */
export function routeTo(show: Show): Route {
  switch (show.room) {
    case "requisition":
      return { room: "requisition", id: show.id };
    case "discrepancies":
      return show.id ? { room: "discrepancies", id: show.id } : { room: "discrepancies" };
  }
}
