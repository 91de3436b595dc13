import { desk, deskError, sentence } from "$lib/desk";
import { complain } from "$lib/decisions";
import { keys } from "$lib/keys.svelte";
import { m } from "$lib/messages";
import { back, go } from "$lib/route.svelte";
import { zoom } from "$lib/zoom.svelte";
import { goToGroup } from "../today/selection.svelte";
import { nextRegion } from "./regions";
import { rooms, settingsRoom } from "./rooms";

/** What the frame's keys reach inside it. */
export interface FrameActions {
  search: () => void;
  commands: () => void;
  sheet: () => void;
}

/** Reads Snipe-IT now. */
export async function refresh(): Promise<void> {
  try {
    await desk.refresh();
  } catch (thrown) {
    complain(m.refresh_failed(), sentence(deskError(thrown)));
  }
}

/** Binds the keys that work everywhere while a workspace is open. */
export function bindFrameKeys({ search, commands, sheet }: FrameActions): () => void {
  const unbind = [
    keys.bind(
      "anywhere",
      { key: "/", label: m.keys_search, run: search },
      { key: "Ctrl+K", label: m.keys_commands, run: commands, inFields: true },
      { key: "F5", label: m.keys_refresh, run: () => void refresh(), inFields: true },
      { key: "Escape", label: m.keys_back, run: back },
      { key: "?", label: m.keys_keys, run: sheet },
      { key: "F6", label: m.keys_region, run: nextRegion, inFields: true },
    ),
    bindSizes(),
    bindRooms(),
  ];
  return () => unbind.forEach((each) => each());
}

function bindSizes(): () => void {
  const size = { label: m.keys_size, inFields: true };
  return keys.bind(
    "anywhere",
    { ...size, key: "Ctrl++", run: zoom.larger },
    { ...size, key: "Ctrl+=", run: zoom.larger },
    { ...size, key: "Ctrl+-", run: zoom.smaller },
    { ...size, key: "Ctrl+0", run: zoom.normal },
  );
}

function bindRooms(): () => void {
  const links = [...rooms().flat(), settingsRoom()];
  return keys.bind(
    "go",
    ...links.map(({ key, label, to }) => ({ key, label, run: () => go(to) })),
    { key: "G H", label: m.today_to_hand_over, run: () => goToGroup("to_hand_over") },
    { key: "G O", label: m.today_overdue, run: () => goToGroup("overdue") },
  );
}
