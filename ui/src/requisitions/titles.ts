/** What a line is called. */
import type { LineView } from "$lib/bindings";
import { m } from "$lib/messages";

/** Osciloscópio Rigol DS1054Z, or 2 × Raspberry Pi 5. */
export function lineTitle({ quantity, title }: Pick<LineView, "quantity" | "title">): string {
  return quantity > 1 ? m.requisition_line_quantity({ quantity, title }) : title;
}
