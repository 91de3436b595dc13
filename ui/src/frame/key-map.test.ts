import { configure, render, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keys, labelOf } from "$lib/keys.svelte";
import { forget } from "$lib/remember.svelte";
import { go, route, type Route } from "$lib/route.svelte";
import { layOut } from "../dev/lay-out";
import { views } from "../dev/samples/discrepancies";
import Frame from "./Frame.svelte";

vi.mock("@tauri-apps/api/core", () => import("../dev/fake-host"));
vi.mock("@tauri-apps/api/event", () => import("../dev/fake-host"));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 6_000 });
vi.setConfig({ testTimeout: 60_000 });

/** Every room, and keys that are bound there once what it shows is read. */
const ROOMS: [Route, string][] = [
  [{ room: "today" }, "J K Home End Enter 1 6"],
  [{ room: "inbox" }, "J K Home End ArrowUp ArrowDown A Shift+A R Shift+R O S"],
  [{ room: "requisitions" }, "J K Home End Enter F N"],
  [{ room: "requisition", id: "r1031" }, "J K Home End ArrowUp ArrowDown W Y P"],
  [{ room: "requisition-new" }, "Ctrl+Enter"],
  [{ room: "equipment", id: 219 }, "J K Home End Enter F Y H"],
  [{ room: "projects" }, "J K Home End Enter F N"],
  [{ room: "project-new" }, "Ctrl+Enter"],
  [{ room: "discrepancies", id: [...views.keys()][0] }, "J K Home End 1 Enter S W Y"],
  [{ room: "activity" }, "J K Home End Enter F P"],
  [{ room: "settings" }, "/ Ctrl+K F5 F6 Escape ? Ctrl++ G+T"],
];

/** Whoever stands above takes these from what lies below: the nearer thing is closed, or pressed. */
const LAYERED = ["Escape", "Enter"];

beforeEach(() => {
  forget();
  route.reset();
  layOut();
  Element.prototype.scrollIntoView = () => undefined;
});

afterEach(() => vi.unstubAllGlobals());

const bound = (): [string, string][] =>
  keys.live().map(({ binding }) => [binding.key, labelOf(binding)]);

test.each(ROOMS)(
  "no key means two things in $room, and each says what it means",
  async (to, map) => {
    go(to);
    render(Frame, { technician: "Helena Duarte", demo: true });
    const wanted = map.split(" ").map((name) => name.replace("G+", "G "));
    const missing = () => wanted.filter((key) => !bound().some(([name]) => name === key));
    await waitFor(() => expect(missing()).toEqual([]));
    for (const [name, label] of bound()) expect(label.trim(), name).not.toBe("");
    const twice = bound().filter(([name], i, all) => all.findIndex(([each]) => each === name) < i);
    const unwanted = twice.filter(([name]) => !LAYERED.includes(name));
    expect(unwanted, "bound more than once at the same time").toEqual([]);
  },
);
