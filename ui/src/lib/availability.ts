import CircleCheck from "@lucide/svelte/icons/circle-check";
import TriangleAlert from "@lucide/svelte/icons/triangle-alert";
import Wrench from "@lucide/svelte/icons/wrench";
import type { Component } from "svelte";
import type { Availability } from "./bindings";
import { day } from "./format";
import { m } from "./messages";
import type { Hue } from "./standing";

/** What an availability looks like. `needed` is how many the line asks for. */
export function availabilityLook(
  availability: Availability,
  needed = 1,
): { hue: Hue; icon: Component; text: string } {
  const free = { hue: "green", icon: CircleCheck } as const;
  const conflict = { hue: "amber", icon: TriangleAlert } as const;
  const stuck = { hue: "grey", icon: Wrench } as const;
  switch (availability.kind) {
    case "available":
      return { ...free, text: m.availability_available() };
    case "some":
      return {
        ...(availability.free >= needed ? free : conflict),
        text: m.availability_some({ free: availability.free, total: availability.total }),
      };
    case "claimed":
      return { ...conflict, text: m.availability_claimed({ until: day(availability.until) }) };
    case "reserved_elsewhere":
      return { ...conflict, text: m.availability_reserved_elsewhere() };
    case "held":
      return { ...conflict, text: m.availability_held({ holder: availability.holder }) };
    case "not_lendable":
      return { ...stuck, text: m.availability_not_lendable() };
    case "gone":
      return { ...stuck, text: m.availability_gone() };
  }
}

/** Whether a line can be served as asked. */
export function isClear(availability: Availability | null, needed = 1): boolean {
  if (availability?.kind === "some") return availability.free >= needed;
  return availability?.kind === "available";
}
