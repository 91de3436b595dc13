/** What the scan box finds: rows of several kinds, each with what can be done next. */
import type { Component } from "svelte";
import type { SearchKind } from "$lib/bindings";
import { m } from "$lib/messages";
import type { PillLook } from "../equipment/standing";

/** Kinds of rows. */
export type Kind = SearchKind | "actions";

/** What a row's Ctrl+Enter does. */
export type Step = { label: string; run: () => void };

/** A row. */
export interface Hit {
  id: string;
  kind: Kind;
  icon: Component;
  title: string;
  detail: string;
  pill?: PillLook;
  /** What stands at the end in words. */
  note?: string;
  /** The key that does the same. */
  key?: string;
  step?: Step;
  run: () => void;
}

/** Rows of one kind; `total` is how many there are, in words. */
export type Group = { kind: Kind; total: string; hits: Hit[] };

/** What is looked for, and among what. */
export type Aim = { kind: Kind | undefined; words: string };

const PREFIXES: Record<string, Kind> = { ">": "actions", "@": "people", "#": "requisitions" };

/** What was typed: a prefix narrows it, unless it is narrowed already. */
export function aimAt(text: string, only: Kind | undefined): Aim {
  const typed = text.trim();
  if (only) return { kind: only, words: typed };
  const kind = PREFIXES[typed.charAt(0)];
  return kind ? { kind, words: typed.slice(1).trim() } : { kind: undefined, words: typed };
}

const WORDS: Record<Kind, () => string> = {
  equipment: () => m.palette_equipment(),
  models: () => m.palette_models(),
  people: () => m.palette_people(),
  requisitions: () => m.palette_requisitions(),
  projects: () => m.palette_projects(),
  actions: () => m.palette_actions(),
};

/** A kind as a heading. */
export const kindText = (kind: Kind): string => WORDS[kind]();
