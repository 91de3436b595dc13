import type { Rights } from "$lib/bindings";

/** What a token may do that may do anything. */
export const EVERY_RIGHT: Rights = {
  read_equipment: "allowed",
  read_labels: "allowed",
  change_labels: "allowed",
  read_activity: "allowed",
  read_people: "allowed",
  check_out: "allowed",
  check_in: "allowed",
  create_labels: "allowed",
  delete_equipment: "allowed",
};
