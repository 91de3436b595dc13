/** Rooms that the scan box opens with something chosen in them. */
import { keep } from "$lib/remember.svelte";
import { go } from "$lib/route.svelte";
import { entering } from "../people/entering";
import { EVERYTHING, type Choice } from "../equipment/filter";

/** Shows the equipment that a choice lets through, and nothing of it selected. */
export function showEquipment(choice: Partial<Choice>): void {
  keep<Choice>("equipment-filter", EVERYTHING).value = { ...EVERYTHING, ...choice };
  go({ room: "equipment" });
  // Coming from elsewhere, what was selected there came back; going once more lets go of it.
  go({ room: "equipment" });
}

/** Asks for a new person in the room that lists them. */
export function enterPerson(): void {
  entering().value = true;
  go({ room: "people" });
}
