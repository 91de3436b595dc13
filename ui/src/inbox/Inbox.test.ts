import { configure, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { InboxQuery } from "$lib/bindings";
import { keys } from "$lib/keys.svelte";
import { forget } from "$lib/remember.svelte";
import { go, route } from "$lib/route.svelte";
import { layOut } from "../dev/lay-out";
import * as host from "../dev/fake-host";
import { inbox, inboxPage, longInbox } from "../dev/samples/inbox";
import { later } from "../frame/later.svelte";
import Room from "../frame/Room.svelte";

/** Every command, before the fake host gets it. */
const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));
vi.mock("@tauri-apps/api/event", () => import("../dev/fake-host"));

// A busy machine must not decide whether a test passes.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

let deaf: () => void;
let lists: typeof inbox;

// No test waits for the rooms to be read.
await later.fetch();

beforeEach(() => {
  forget();
  route.reset();
  layOut();
  lists = inbox;
  invoke.mockReset();
  invoke.mockImplementation(async (name: string, args: { query: InboxQuery }) =>
    name === "inbox" ? inboxPage(lists, args.query) : host.invoke(name, args),
  );
  deaf = keys.listen(document.body) as () => void;
});

afterEach(() => {
  deaf();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function begin(id?: string) {
  const user = userEvent.setup({ delay: null });
  go({ room: "inbox", ...(id ? { id } : {}) });
  render(Room);
  const list = await screen.findByRole("listbox", { name: "Requests" });
  await within(list).findAllByRole("option");
  return { user, list };
}

const inHand = () => screen.findByRole("option", { selected: true });
const changed = () => host.emit("changed-event", { topics: ["requisitions"] });

/** One leaves the list, as when it was decided. */
async function leaves(id: string): Promise<void> {
  lists = { ...lists, to_decide: lists.to_decide.filter((row) => row.id !== id) };
  await changed();
}

const pages = () =>
  invoke.mock.calls
    .filter(([name, { query } = { query: { limit: 0 } }]) => name === "inbox" && query.limit > 0)
    .map(([, { query }]) => query as InboxQuery);

test("two thousand requests cross to the window by pages, and few rows are drawn", async () => {
  lists = longInbox(2000);
  const { list } = await begin();
  expect(screen.getByRole("tab", { name: /To decide/ })).toHaveTextContent(/2\s000/);
  const options = within(list).getAllByRole("option");
  expect(options.length).toBeLessThan(40);
  expect(options[0]).toHaveAttribute("aria-setsize", "2000");
  expect(pages().every(({ limit }) => limit <= 200)).toBe(true);
});

test("J and K move the request in hand, and it stays in hand when others come", async () => {
  const { user } = await begin();
  await user.keyboard("jj");
  await waitFor(async () => expect(await inHand()).toHaveTextContent("Leonor Brandão"));
  await user.keyboard("k");
  await waitFor(async () => expect(await inHand()).toHaveTextContent("Inês Conceição"));
  const [first, ...rest] = lists.to_decide;
  const newer = { ...first!, id: "r2000", requester: "Somebody newer" };
  lists = { ...lists, to_decide: [newer, first!, ...rest] };
  await changed();
  await screen.findByText("Somebody newer");
  expect(await inHand()).toHaveTextContent("Inês Conceição");
});

test("a decided request hands over to the next, and the last to the one before", async () => {
  const { user, list } = await begin();
  await user.keyboard("j");
  await waitFor(async () => expect(await inHand()).toHaveTextContent("Inês Conceição"));
  await leaves("r1041");
  await waitFor(async () => expect(await inHand()).toHaveTextContent("Leonor Brandão"));
  expect(list, "the keyboard goes on in the list").toHaveFocus();
  go({ room: "inbox", id: "r1034" });
  await waitFor(async () => expect(await inHand()).toHaveTextContent("Duarte Figueiredo"));
  await leaves("r1034");
  await waitFor(async () => expect(await inHand()).toHaveTextContent("Carolina Guimarães"));
});

test("with the last one decided there is nothing to decide", async () => {
  lists = { ...inbox, to_decide: inbox.to_decide.slice(0, 1) };
  await begin();
  await leaves("r1042");
  await screen.findByRole("heading", { name: "Nothing to decide" });
});

test("one beyond the loaded page is in hand by its id, and J goes on from there", async () => {
  lists = longInbox(2000);
  vi.spyOn(HTMLElement.prototype, "scrollHeight", "get").mockReturnValue(2000 * 77);
  const { user } = await begin(lists.to_decide[1500]!.id);
  await waitFor(async () => expect(await inHand()).toHaveTextContent("Requester 1501"));
  await user.keyboard("j");
  await waitFor(async () => expect(await inHand()).toHaveTextContent("Requester 1502"));
  await leaves(lists.to_decide[1501]!.id);
  await waitFor(async () => expect(await inHand()).toHaveTextContent("Requester 1503"));
});

test("one that waits for nobody here is shown all the same when it is asked for", async () => {
  await begin("r1031");
  await screen.findByRole("article");
  expect(screen.queryByRole("option", { selected: true })).toBeNull();
  expect(route.current).toEqual({ room: "inbox", id: "r1031" });
});

test("the request in hand is in hand again after another room", async () => {
  const { user } = await begin();
  await user.keyboard("jj");
  await waitFor(async () => expect(await inHand()).toHaveTextContent("Leonor Brandão"));
  go({ room: "settings" });
  await waitFor(() => expect(screen.queryByRole("listbox", { name: "Requests" })).toBeNull());
  go({ room: "inbox" });
  expect(await inHand()).toHaveTextContent("Leonor Brandão");
});
