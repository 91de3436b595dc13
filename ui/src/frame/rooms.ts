import Activity from "@lucide/svelte/icons/activity";
import FolderKanban from "@lucide/svelte/icons/folder-kanban";
import FileText from "@lucide/svelte/icons/file-text";
import GitCompareArrows from "@lucide/svelte/icons/git-compare-arrows";
import Inbox from "@lucide/svelte/icons/inbox";
import Package from "@lucide/svelte/icons/package";
import Settings from "@lucide/svelte/icons/settings";
import Sun from "@lucide/svelte/icons/sun";
import Users from "@lucide/svelte/icons/users";
import type { Component } from "svelte";
import { m } from "$lib/messages";
import type { Route } from "$lib/route.svelte";

/** A room one can go to by name or key. */
export interface RoomLink {
  to: Route;
  label: string;
  icon: Component;
  key: string;
  /** Routes that stand under it. */
  covers: Route["room"][];
}

const link = (
  to: Route,
  label: string,
  icon: Component,
  key: string,
  covers: Route["room"][],
): RoomLink => ({ to, label, icon, key, covers });

/** The sidebar, group by group, in the language of the moment. */
export const rooms = (): RoomLink[][] => [
  [
    link({ room: "today" }, m.today_title(), Sun, "G T", ["today", "scan"]),
    link({ room: "inbox" }, m.frame_inbox(), Inbox, "G I", ["inbox"]),
    link({ room: "requisitions" }, m.frame_requisitions(), FileText, "G R", [
      "requisitions",
      "requisition",
      "requisition-new",
    ]),
  ],
  [
    link({ room: "equipment" }, m.equipment_title(), Package, "G E", ["equipment"]),
    link({ room: "projects" }, m.frame_projects(), FolderKanban, "G P", [
      "projects",
      "project",
      "project-new",
    ]),
    link({ room: "people" }, m.people_title(), Users, "G U", ["people", "person"]),
  ],
  [
    link({ room: "discrepancies" }, m.discrepancies_title(), GitCompareArrows, "G D", [
      "discrepancies",
    ]),
    link({ room: "activity" }, m.activity_title(), Activity, "G A", ["activity"]),
  ],
];

/** At the sidebar's foot. */
export const settingsRoom = (): RoomLink =>
  link({ room: "settings" }, m.frame_settings(), Settings, "Ctrl+,", ["settings"]);
