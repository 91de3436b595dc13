import type { Component } from "svelte";
import { now } from "./clock.svelte";
import type { Hue } from "./standing";

const PLAIN = 5_000;
const WITH_ACTION = 10_000;
const AT_MOST = 3;

/** What a toast says and offers. */
export interface Toast {
  icon?: Component;
  title: string;
  /** A sentence, or one that changes with the seconds left. */
  body?: string | ((secondsLeft: number) => string);
  action?: { label: string; key?: string; run: () => void };
  hue?: Hue;
  /** Stays until dismissed. */
  sticky?: boolean;
  /** Stays until then. */
  until?: Date;
}

/** A toast on screen. */
export class ShownToast {
  readonly id = Symbol();
  /** When it goes, in milliseconds; it waits while pointed at. */
  endsAt = $state(Infinity);
  #left = 0;

  constructor(readonly toast: Toast) {
    if (toast.until) this.endsAt = toast.until.getTime();
    else if (!toast.sticky) this.endsAt = Date.now() + (toast.action ? WITH_ACTION : PLAIN);
  }

  /** Undo ends with its intent, so only other toasts wait. */
  pause(): void {
    if (this.toast.until || this.endsAt === Infinity) return;
    this.#left = this.endsAt - Date.now();
    this.endsAt = Infinity;
  }

  resume(): void {
    if (this.#left > 0) this.endsAt = Date.now() + this.#left;
    this.#left = 0;
  }
}

class Toasts {
  shown = $state.raw<ShownToast[]>([]);

  show(toast: Toast): ShownToast {
    now.look();
    if (toast.until) setTimeout(() => now.look(), toast.until.getTime() - now.ms);
    const shown = new ShownToast(toast);
    const rest = this.shown.length >= AT_MOST ? this.#withoutOldest() : this.shown;
    this.shown = [...rest, shown];
    return shown;
  }

  dismiss(gone: ShownToast): void {
    this.shown = this.shown.filter((shown) => shown !== gone);
  }

  /** Takes away those whose time is over. */
  expire(nowMs: number): void {
    if (this.shown.some((shown) => shown.endsAt <= nowMs)) {
      this.shown = this.shown.filter((shown) => shown.endsAt > nowMs);
    }
  }

  /** What only tells goes before what can still be undone, and what must be read goes last. */
  #withoutOldest(): ShownToast[] {
    const goes =
      this.shown.find(({ toast }) => !toast.sticky && !toast.action) ??
      this.shown.find(({ toast }) => !toast.sticky) ??
      this.shown[0];
    return this.shown.filter((shown) => shown !== goes);
  }
}

export const toasts = new Toasts();
