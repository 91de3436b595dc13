import type { Attachment } from "svelte/attachments";

const kept = new Map<string, Kept<unknown>>();
const scrolled = new Map<string, number>();

/** A value that outlives its room. */
export class Kept<T> {
  value = $state.raw() as T;

  constructor(value: T) {
    this.value = value;
  }
}

/** The value kept under a name since the room was left, or the first one. */
export function keep<T>(name: string, first: T): Kept<T> {
  const found = kept.get(name) ?? new Kept<unknown>(first);
  kept.set(name, found);
  return found as Kept<T>;
}

/** Where an element of that name was scrolled to when its room was left. */
export const keptScroll = (name: string): number => scrolled.get(name) ?? 0;

/** Keeps an element's scroll position while its room is away. */
export function keepScroll(name: string): Attachment<HTMLElement> {
  return (element) => {
    element.scrollTop = keptScroll(name);
    const note = () => scrolled.set(name, element.scrollTop);
    element.addEventListener("scroll", note, { passive: true });
    return () => element.removeEventListener("scroll", note);
  };
}

/** Forgets everything; for when another workspace opens. */
export function forget(): void {
  kept.clear();
  scrolled.clear();
}
