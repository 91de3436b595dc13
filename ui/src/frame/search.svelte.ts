import FilePlus from "@lucide/svelte/icons/file-plus";
import FileText from "@lucide/svelte/icons/file-text";
import FolderKanban from "@lucide/svelte/icons/folder-kanban";
import FolderPlus from "@lucide/svelte/icons/folder-plus";
import RefreshCw from "@lucide/svelte/icons/refresh-cw";
import type { Component } from "svelte";
import type { ProjectRow, RequisitionRow, Standing } from "$lib/bindings";
import { desk, deskError, sentence } from "$lib/desk";
import { number } from "$lib/format";
import { m } from "$lib/messages";
import { go } from "$lib/route.svelte";
import { refresh } from "./frame-keys";
import { rooms, settingsRoom } from "./rooms";

/** Something the search box found. */
export interface Hit {
  id: string;
  icon: Component;
  title: string;
  detail: string;
  standing?: Standing;
  key?: string;
  run: () => void;
}

/** Hits of one kind. */
export interface Group {
  title: string;
  hits: Hit[];
}

const REQUISITIONS = 6;
const PROJECTS = 4;

/** What was typed, what that found, and which of it is next. */
export class Search {
  text = $state("");
  groups = $state.raw<Group[]>([]);
  failed = $state("");
  active = $state(0);
  #turn = 0;

  /** All hits in the order of the screen. */
  readonly hits = $derived(this.groups.flatMap(({ hits }) => hits));

  type(text: string): void {
    this.text = text;
    void this.#look(text.trim());
  }

  move(by: number): void {
    const count = this.hits.length;
    if (count) this.active = (this.active + by + count) % count;
  }

  async #look(text: string): Promise<void> {
    const turn = ++this.#turn;
    try {
      const groups = await find(text);
      if (turn === this.#turn) this.#show(groups, "");
    } catch (thrown) {
      if (turn === this.#turn) this.#show([], sentence(deskError(thrown)));
    }
  }

  #show(groups: Group[], failed: string): void {
    this.groups = groups.filter(({ hits }) => hits.length > 0);
    this.failed = failed;
    this.active = 0;
  }
}

/** `>` looks among the commands alone, `#` among the requisitions. */
async function find(text: string): Promise<Group[]> {
  if (text === "" || text.startsWith(">")) return [commands(text.slice(1).trim())];
  if (text.startsWith("#")) return [await requisitions(text.slice(1).trim())];
  return [...(await Promise.all([requisitions(text), projects(text)])), commands(text)];
}

async function requisitions(text: string): Promise<Group> {
  const query = { filter: "all", text, offset: 0, limit: REQUISITIONS } as const;
  const { rows } = await desk.requisitions(query);
  return { title: m.search_group_requisitions(), hits: rows.map(requisitionHit) };
}

function requisitionHit(row: RequisitionRow): Hit {
  return {
    id: row.id,
    icon: FileText,
    title: `${number(row.number)} ${row.project}`,
    detail: row.requester,
    standing: row.strip[0],
    run: () => go({ room: "requisition", id: row.id }),
  };
}

async function projects(text: string): Promise<Group> {
  const { rows } = await desk.projects({ states: [], text, offset: 0, limit: PROJECTS });
  return { title: m.search_group_projects(), hits: rows.map(projectHit) };
}

function projectHit(row: ProjectRow): Hit {
  return {
    id: row.id,
    icon: FolderKanban,
    title: row.name,
    detail: row.leader ?? "",
    run: () => go({ room: "projects", id: row.id }),
  };
}

function commands(text: string): Group {
  const words = text.toLocaleLowerCase();
  const fits = ({ title }: Hit) => title.toLocaleLowerCase().includes(words);
  return { title: m.search_group_commands(), hits: allCommands().filter(fits) };
}

function allCommands(): Hit[] {
  const links = [...rooms().flat(), settingsRoom()].map(({ key, icon, label, to }) =>
    command(key, icon, label, () => go(to), key),
  );
  return [
    ...links,
    command("new-r", FilePlus, m.frame_new_requisition(), () => go({ room: "requisition-new" })),
    command("new-p", FolderPlus, m.frame_new_project(), () => go({ room: "project-new" })),
    command("refresh", RefreshCw, m.key_refresh(), () => void refresh(), "F5"),
  ];
}

const command = (
  id: string,
  icon: Component,
  title: string,
  run: () => void,
  key?: string,
): Hit => ({ id, icon, title, detail: "", run, key });
