import type { Attachment } from "svelte/attachments";
import { columnOf, isOffered, MAP, type Entry } from "./keys-map";

/** The columns of the key sheet. */
export type Scope = "anywhere" | "go" | "lists" | "work";

/** One key and what it does. */
export interface Binding {
  /** `A`, `Shift+A`, `Ctrl+K`, `G I`, `ArrowDown`, `?`, `F5`. */
  key: string;
  /** What it does; a function follows the language. */
  label: string | (() => string);
  run: () => void;
  when?: () => boolean;
  /** Writes something: a held key must not repeat it. */
  writes?: boolean;
  /** Gives way to whatever else the key does here and now. */
  yields?: boolean;
  /** Works while typing, too. */
  inFields?: boolean;
  /** Stands on the sheet as this, or not at all. */
  sheet?: string | false;
}

/** A line of the key sheet. */
export type SheetRow = {
  key: string;
  label: string;
  /** Whether it does something here and now. */
  here: boolean;
};

type Bound = { scope: Scope; binding: Binding };

/** What a key does, in the language of the moment. */
export const labelOf = ({ label }: Binding): string =>
  typeof label === "string" ? label : label();

const CHORD_TIME = 1000;
const STORED = "toolcrib.single-keys";

/** A key as bindings write it, or nothing for a bare modifier. */
export function keyName(event: KeyboardEvent): string | undefined {
  if (["Shift", "Control", "Alt", "Meta", "AltGraph", "Dead"].includes(event.key)) return undefined;
  const letter = event.key.length === 1 && event.key.toLowerCase() !== event.key.toUpperCase();
  const name = letter ? event.key.toUpperCase() : event.key;
  const shift = event.shiftKey && (letter || event.key.length > 1);
  const ctrl = event.ctrlKey || event.metaKey;
  return [ctrl && "Ctrl", event.altKey && "Alt", shift && "Shift", name].filter(Boolean).join("+");
}

/** Whether keys typed there are text. */
export function typesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  if (!(target instanceof HTMLInputElement) || target.readOnly) return false;
  return !["checkbox", "radio", "button", "range"].includes(target.type);
}

const CONTROLS = "button, a, summary, [role=checkbox], [role=switch]";
/** Enter has nothing to do there, and belongs to the list below. */
const CHOSEN_TAB = "[role=tab][aria-selected=true]";

/** Enter and space belong to the control that has the focus. */
function pressesControl(event: KeyboardEvent): boolean {
  return (
    (event.key === "Enter" || event.key === " ") &&
    event.target instanceof Element &&
    event.target.closest(CONTROLS) !== null &&
    !(event.key === "Enter" && event.target.matches(CHOSEN_TAB))
  );
}

/** A key of the map; alone it says what it does in this room. */
function mapped({ keys: names, shown, label }: Entry, live: Binding[]): SheetRow {
  const key = shown ?? names.join(" ");
  const found = live.findLast((binding) => names.includes(binding.key));
  if (!found) return { key, label: label(), here: false };
  const own = names.length === 1 || typeof found.sheet === "string";
  const drawn = typeof found.sheet === "string" ? found.sheet : key;
  return { key: drawn, label: own ? labelOf(found) : label(), here: true };
}

const besides = (binding: Binding): SheetRow => ({
  key: binding.sheet || binding.key,
  label: labelOf(binding),
  here: true,
});

class Keys {
  /** No signal: while effects end, Svelte shows them what a signal held before, and what another
   * effect bound meanwhile would be lost. */
  #bindings: Bound[] = [];
  #changes = 0;
  #changed = $state(0);
  #paused = 0;
  #prefix = "";
  #prefixAt = 0;
  /** Whether single keys work alone; else they want Alt. */
  single = $state(localStorage.getItem(STORED) !== "off");

  /** Binds keys while an effect lives; the latest bound wins. */
  bind(scope: Scope, ...bindings: Binding[]): () => void {
    const added = bindings.map((binding) => ({ scope, binding }));
    this.#set((known) => [...known, ...added]);
    return () => this.#set((known) => known.filter((entry) => !added.includes(entry)));
  }

  /** Silences every key while a dialog has the floor. */
  pause(): () => void {
    this.#paused += 1;
    return () => void (this.#paused -= 1);
  }

  /** Whether a dialog has the floor. */
  get paused(): boolean {
    return this.#paused > 0;
  }

  /** Whether a key would write something here and now. */
  writes(event: KeyboardEvent): boolean {
    const name = this.#paused ? undefined : keyName(event);
    const plain = name && this.#plain(event, name);
    return (plain && this.#find(plain, typesText(event.target))?.writes) || false;
  }

  /** Whether a key does something here and now, apart from what gives way. */
  takes(key: string): boolean {
    return this.live().some(({ binding }) => binding.key === key && !binding.yields);
  }

  setSingle(on: boolean): void {
    this.single = on;
    localStorage.setItem(STORED, on ? "on" : "off");
  }

  /** What works here and now, the latest bound last. */
  live(): { scope: Scope; binding: Binding }[] {
    void this.#changed;
    return this.#bindings.filter(({ binding }) => binding.when?.() ?? true);
  }

  /** A column of the key sheet: the whole map, and what this room has besides. */
  sheet(column: Scope): SheetRow[] {
    const live = this.live().filter(
      ({ scope, binding }) => columnOf(binding.key, scope) === column,
    );
    const bindings = live.map(({ binding }) => binding);
    const entries = MAP.filter(({ scope }) => scope === column);
    const known = new Set(entries.flatMap(({ keys }) => keys));
    const more = bindings.filter(({ key, sheet }) => !known.has(key) && sheet !== false);
    const offered = entries.filter(isOffered);
    return [...offered.map((entry) => mapped(entry, bindings)), ...more.map(besides)];
  }

  /** Listens on the window. */
  listen: Attachment<HTMLElement> = () => {
    const press = (event: KeyboardEvent) => this.#press(event);
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  };

  #set(change: (known: Bound[]) => Bound[]): void {
    this.#bindings = change(this.#bindings);
    this.#changed = ++this.#changes;
  }

  #press(event: KeyboardEvent): void {
    if (this.#paused || event.defaultPrevented || event.isComposing) return;
    const name = keyName(event);
    if (!name) return;
    if (pressesControl(event)) return;
    const plain = this.#plain(event, name);
    if (plain === undefined) return;
    const binding = this.#find(plain, typesText(event.target));
    this.#remember(binding ? "" : plain);
    if (!binding || (event.repeat && binding.writes)) return;
    event.preventDefault();
    binding.run();
  }

  /** With single keys off a printable key counts only with Alt. */
  #plain(event: KeyboardEvent, name: string): string | undefined {
    const printable = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
    if (this.single || !printable || typesText(event.target)) return name;
    return event.altKey ? name.replace("Alt+", "") : undefined;
  }

  #find(name: string, inField: boolean): Binding | undefined {
    const chord = Date.now() - this.#prefixAt < CHORD_TIME ? `${this.#prefix} ${name}` : name;
    const fits = ({ binding }: { binding: Binding }) =>
      (binding.key === chord || binding.key === name) &&
      (!inField || binding.inFields === true) &&
      (binding.when?.() ?? true);
    const all = this.#bindings.filter(fits).map(({ binding }) => binding);
    const firm = all.filter(({ yields }) => !yields);
    const found = firm.length > 0 ? firm : all;
    return found.findLast((binding) => binding.key === chord) ?? found.at(-1);
  }

  #remember(name: string): void {
    this.#prefix = name;
    this.#prefixAt = name ? Date.now() : 0;
  }
}

/** The one table of keys. */
export const keys = new Keys();
