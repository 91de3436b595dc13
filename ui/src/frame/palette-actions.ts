/** What one can do from anywhere. What has a key is taken from the table of keys. */
import ArrowRight from "@lucide/svelte/icons/arrow-right";
import ClockAlert from "@lucide/svelte/icons/clock-alert";
import FilePlus from "@lucide/svelte/icons/file-plus";
import FolderPlus from "@lucide/svelte/icons/folder-plus";
import Keyboard from "@lucide/svelte/icons/keyboard";
import Languages from "@lucide/svelte/icons/languages";
import Moon from "@lucide/svelte/icons/moon";
import Pause from "@lucide/svelte/icons/pause";
import Play from "@lucide/svelte/icons/play";
import RefreshCw from "@lucide/svelte/icons/refresh-cw";
import Sun from "@lucide/svelte/icons/sun";
import Undo2 from "@lucide/svelte/icons/undo-2";
import UserPlus from "@lucide/svelte/icons/user-plus";
import ArrowUpRight from "@lucide/svelte/icons/arrow-up-right";
import type { Component } from "svelte";
import { health } from "$lib/health.svelte";
import { keys, labelOf, type Binding } from "$lib/keys.svelte";
import { may } from "$lib/may.svelte";
import { m } from "$lib/messages";
import { go } from "$lib/route.svelte";
import { theme } from "$lib/theme.svelte";
import { pause } from "../activity/room.svelte";
import type { Group, Hit } from "./palette";
import { languageName, otherLanguage, speak } from "./palette-language";
import { enterPerson, showEquipment } from "./palette-open";
import { rooms, settingsRoom } from "./rooms";

/** Shown where no action is called what was typed: the counter's everyday ones. */
const EVERYDAY = ["take-back", "overdue"];

/** The actions whose names have every word, else the everyday ones. */
export function actions(words: string, only: boolean): Group {
  const sought = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const named = (hit: Hit) => sought.every((word) => hit.title.toLocaleLowerCase().includes(word));
  const all = allActions();
  const found = all.filter(named);
  const everyday = all.filter(({ id }) => EVERYDAY.includes(id));
  return { kind: "actions", total: "", hits: found.length || only ? found : everyday };
}

function allActions(): Hit[] {
  const bound = keys.live().map(({ binding }) => binding);
  return [...counterActions(bound), ...roomActions(bound), ...windowActions(bound)];
}

/** What is done at the counter; the rooms of these lists take a scan as well as a choice. */
function counterActions(bound: Binding[]): Hit[] {
  const pick = m.palette_scan_or_pick();
  const reserved = () => showEquipment({ group: "reserved" });
  const lent = () => showEquipment({ group: "checked_out" });
  const overdue = () => showEquipment({ group: "overdue" });
  const takeBack = { ...action("take-back", Undo2, m.palette_take_back_any(), lent), note: pick };
  const handOver = action("hand-over", ArrowUpRight, m.palette_hand_over_any(), reserved);
  return [
    ...(may.take("take_back") ? [takeBack] : []),
    ...(may.take("hand_over") ? [keyed(bound, "G H", handOver)] : []),
    keyed(bound, "G O", action("overdue", ClockAlert, m.palette_overdue(), overdue)),
    action("new-requisition", FilePlus, m.palette_new_requisition(), () =>
      go({ room: "requisition-new" }),
    ),
    action("new-project", FolderPlus, m.palette_new_project(), () => go({ room: "project-new" })),
    action("new-person", UserPlus, m.palette_new_person(), enterPerson),
  ];
}

/** Rooms, and whatever else is bound to G and a letter. */
function roomActions(bound: Binding[]): Hit[] {
  const links = [...rooms().flat(), settingsRoom()];
  const icon = (key: string) => links.find((link) => link.key === key)?.icon ?? ArrowRight;
  const isRoom = ({ key }: Binding) => links.some((link) => link.key === key);
  return bound
    .filter(isRoom)
    .map((binding) => fromKey(`go-${binding.key}`, icon(binding.key), binding));
}

function windowActions(bound: Binding[]): Hit[] {
  const dark = document.documentElement.dataset.theme === "dark";
  const paused = health.now?.paused ?? false;
  const other = otherLanguage();
  return [
    ...ofKey(bound, "F5", RefreshCw),
    action("pause", paused ? Play : Pause, pauseText(paused), pause),
    action("theme", dark ? Sun : Moon, themeText(dark), () =>
      theme.choose(dark ? "light" : "dark"),
    ),
    action("language", Languages, m.palette_language_to({ name: languageName(other) }), () =>
      speak(other),
    ),
    ...ofKey(bound, "?", Keyboard),
  ];
}

const pauseText = (paused: boolean) => (paused ? m.palette_resume() : m.palette_pause());
const themeText = (dark: boolean) => (dark ? m.palette_theme_light() : m.palette_theme_dark());

/** An action that has a key of its own while one is bound. */
function keyed(bound: Binding[], key: string, hit: Hit): Hit {
  const binding = bound.findLast((each) => each.key === key);
  return binding ? { ...hit, key, run: binding.run } : hit;
}

function ofKey(bound: Binding[], key: string, icon: Component): Hit[] {
  const binding = bound.findLast((each) => each.key === key);
  return binding ? [fromKey(`key-${key}`, icon, binding)] : [];
}

const fromKey = (id: string, icon: Component, binding: Binding): Hit => ({
  ...action(id.replace(/\s/g, "-"), icon, labelOf(binding), binding.run),
  key: binding.key,
});

const action = (id: string, icon: Component, title: string, run: () => unknown): Hit => ({
  id,
  kind: "actions",
  icon,
  title,
  detail: "",
  run: () => void run(),
});
