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

/** Every room, and a key that is bound there once what it shows is read. */
const ROOMS: [Route, string][] = [
  [{ room: "today" }, "J"],
  [{ room: "inbox" }, "A"],
  [{ room: "requisitions" }, "F"],
  [{ room: "requisition", id: "r1031" }, "P"],
  [{ room: "requisition-new" }, "Ctrl+Enter"],
  [{ room: "equipment", id: 219 }, "Y"],
  [{ room: "projects" }, "F"],
  [{ room: "project-new" }, "Ctrl+Enter"],
  [{ room: "discrepancies", id: [...views.keys()][0] }, "1"],
  [{ room: "activity" }, "P"],
  [{ room: "settings" }, "?"],
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
  async (to, key) => {
    go(to);
    render(Frame, { technician: "Helena Duarte", demo: true });
    await waitFor(() => expect(bound().map(([name]) => name)).toContain(key));
    for (const [name, label] of bound()) expect(label.trim(), name).not.toBe("");
    const twice = bound().filter(([name], i, all) => all.findIndex(([each]) => each === name) < i);
    const unwanted = twice.filter(([name]) => !LAYERED.includes(name));
    expect(unwanted, "bound more than once at the same time").toEqual([]);
  },
);
