import type { Found } from "$lib/bindings";
import { now } from "$lib/clock.svelte";
import { desk, deskError, sentence } from "$lib/desk";
import { health } from "$lib/health.svelte";
import { m } from "$lib/messages";
import { count } from "$lib/format";
import { isStale } from "../inbox/fresh";
import { aimAt, type Aim, type Group, type Hit, type Kind } from "./palette";
import { actions } from "./palette-actions";
import { groupsOf } from "./palette-hits";

/** So many rows of a kind beside others, and of one kind alone. */
const SOME = 5;
const MANY = 50;

const NOTHING: Counted = { total: 0, more: false };

/** How many were found, as far as they were counted. */
type Counted = { total: number; more: boolean };

/** What was typed, what that found, and which of it is next. What was found last stays on screen
 * until the next answer is there. */
export class Search {
  text = $state("");
  /** The kind that the box is narrowed to. */
  only = $state<Kind>();
  groups = $state.raw<Group[]>([]);
  failed = $state("");
  active = $state(0);
  /** What the answer on screen was looked for with. */
  aim = $state.raw<Aim>({ kind: undefined, words: "" });
  #found = $state.raw<Counted>(NOTHING);
  #turn = 0;
  #looking: Promise<void> = Promise.resolve();

  /** All rows in the order of the screen. */
  readonly hits = $derived(this.groups.flatMap(({ hits }) => hits));
  /** The row that Enter opens. */
  readonly next = $derived<Hit | undefined>(this.hits[this.active]);

  /** How many were found, in words; nothing while nothing is looked for. */
  get foundText(): string {
    if (!this.aim.words || this.failed) return "";
    const { total, more } = this.#found;
    if (more) return m.palette_found_more({ count: count(total) });
    return m.palette_found({ count: total });
  }

  /** Whether something was looked for that is not there. */
  get isMissing(): boolean {
    return this.aim.words !== "" && this.#found.total === 0 && !this.failed;
  }

  /** Looks for what was typed. */
  type(text: string): void {
    this.text = text;
    this.#look(0);
  }

  /** Looks among one kind alone, or among all. */
  narrow(kind: Kind | undefined): void {
    if (kind && !this.only) this.text = aimAt(this.text, undefined).words;
    this.only = kind;
    this.#look(0);
  }

  /** Looks again, because something changed; the row in hand stays in hand. */
  again(): void {
    this.#look(this.active);
  }

  /** Forgets what was typed. */
  clear(): void {
    this.only = undefined;
    this.type("");
  }

  move(by: number): void {
    const rows = this.hits.length;
    if (rows) this.active = (this.active + by + rows) % rows;
  }

  /** The row to open, once what was typed last is answered. */
  async settled(): Promise<Hit | undefined> {
    await this.#looking;
    return this.next;
  }

  #look(active: number): void {
    const aim = aimAt(this.text, this.only);
    const turn = ++this.#turn;
    if (!aim.words || aim.kind === "actions") return this.#showActions(aim, active);
    this.#looking = this.#ask(aim, turn, active);
  }

  #showActions(aim: Aim, active: number): void {
    this.#looking = Promise.resolve();
    const offered = aim.kind === undefined || aim.kind === "actions";
    const group = actions(aim.words, true);
    const found = { total: group.hits.length, more: false };
    this.#show(aim, offered && group.hits.length ? [group] : [], found, active);
  }

  async #ask(aim: Aim, turn: number, active: number): Promise<void> {
    const { kind, words } = aim;
    const only = kind === "actions" || !kind ? null : kind;
    try {
      const found = await desk.search({ text: words, only, limit: only ? MANY : SOME });
      if (turn !== this.#turn) return;
      const groups = groupsOf(found, { today: now.date, staleSince: staleSince() });
      const offered = only ? [] : [actions(words, false)];
      this.#show(aim, [...groups, ...offered], countAll(found), active);
    } catch (thrown) {
      if (turn === this.#turn) this.#fail(aim, sentence(deskError(thrown)));
    }
  }

  #show(aim: Aim, groups: Group[], found: Counted, active: number): void {
    this.aim = aim;
    this.groups = groups;
    this.#found = found;
    this.failed = "";
    this.active = Math.max(0, Math.min(active, this.hits.length - 1));
  }

  #fail(aim: Aim, failed: string): void {
    this.#show(aim, [], NOTHING, 0);
    this.failed = failed;
  }
}

function countAll(found: Found): Counted {
  const kinds = Object.values(found);
  const total = kinds.reduce((sum, kind) => sum + kind.total, 0);
  return { total, more: kinds.some(({ more }) => more) };
}

/** Since when what is free may not be any more; as in the Equipment room. */
function staleSince(): string | undefined {
  const readAt = health.now?.mirror.at;
  return readAt && isStale(readAt, now.ms) ? readAt : undefined;
}
