import ScanBarcode from "@lucide/svelte/icons/scan-barcode";
import type { Attachment } from "svelte/attachments";
import { keys } from "./keys.svelte";
import { m } from "./messages";
import { scannerChoices } from "./scanner-choices.svelte";
import type { Code } from "./scanner-code";
import {
  patience,
  quiet,
  START,
  step,
  type Focus,
  type Outcome,
  type Step,
} from "./scanner-machine";
import { fill, focusedField, pressAgain, pressOf, scanBox } from "./scanner-page";
import { tick } from "./scanner-sound";
import { toasts } from "./toasts.svelte";

export type { Code } from "./scanner-code";

/** Whether there is something with that code; nothing said is no news either way. */
type Found = boolean | void;

/** Opens what a code stands for. */
export type Receiver = (code: Code) => Found | Promise<Found>;

/** Takes a code as the answer to a question on screen; false leaves it to others. */
export type Picker = (code: Code) => boolean | Promise<boolean>;

type Where = () => Element | null | undefined;

/** A picker, and where on the page it stands. */
type Bound = { take: Picker; within: Where };

/** Keys arrive a little after they were pressed. */
const ARRIVAL = 8;

class Scanner {
  #receivers: Receiver[] = [];
  #pickers: Bound[] = [];
  #state = START;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Keys given to the page again: they were judged before. */
  #judged = new WeakSet<Event>();
  /** What stood in the field before the scan that is being typed into it. */
  #before = "";

  /** Says what opens a scanned code while an effect lives; the latest bound does. */
  receive(handler: Receiver): () => void {
    this.#receivers = [...this.#receivers, handler];
    return () => void (this.#receivers = this.#receivers.filter((each) => each !== handler));
  }

  /**
   * Offers scanned codes to a picker while an effect lives, the latest bound first. Text fields
   * and dialogs keep their scans unless they are `within` the picker.
   */
  pick(handler: Picker, within: Where = () => undefined): () => void {
    const bound = { take: handler, within };
    this.#pickers = [...this.#pickers, bound];
    return () => void (this.#pickers = this.#pickers.filter((each) => each !== bound));
  }

  /** Listens on the window, before anything else on the page. */
  listen: Attachment<HTMLElement> = () => {
    const hear = (event: KeyboardEvent) => this.#hear(event);
    const settle = () => this.#settle();
    window.addEventListener("keydown", hear, { capture: true });
    window.addEventListener("pointerdown", settle, { capture: true });
    window.addEventListener("blur", settle);
    return () => {
      window.removeEventListener("keydown", hear, { capture: true });
      window.removeEventListener("pointerdown", settle, { capture: true });
      window.removeEventListener("blur", settle);
      clearTimeout(this.#timer);
      this.#state = START;
    };
  };

  #hear(event: KeyboardEvent): void {
    // A browser that fills in a form says so with an event that has no key.
    if (this.#judged.has(event) || !(event instanceof KeyboardEvent)) return;
    const press = pressOf(event, keys.writes(event));
    const found = step(this.#state, press, scannerChoices.gap);
    if (found.state.held[0] === press) this.#before = focusedField()?.value ?? "";
    if (found.outcomes.at(-1)?.kind !== "ignore") {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    this.#carryOut(found);
  }

  /** Whoever points somewhere has finished typing. */
  #settle(): void {
    this.#carryOut(quiet(this.#state));
  }

  #carryOut({ state, outcomes }: Step): void {
    if (state !== this.#state) this.#await(patience(state, scannerChoices.gap));
    this.#state = state;
    for (const outcome of outcomes) this.#do(outcome);
  }

  #await(ms: number): void {
    clearTimeout(this.#timer);
    if (ms < Infinity) this.#arm(ms + ARRIVAL, true);
  }

  /** A window that was busy hears first what was typed meanwhile. */
  #arm(ms: number, first: boolean): void {
    const at = performance.now() + ms;
    this.#timer = setTimeout(() => {
      const busy = performance.now() - at > ARRIVAL;
      if (first && busy) this.#arm(ARRIVAL, false);
      else this.#settle();
    }, ms);
  }

  #do(outcome: Outcome): void {
    if (outcome.kind === "act") this.#again(outcome.press);
    else if (outcome.kind === "replay") outcome.presses.forEach((press) => this.#again(press));
    else if (outcome.kind === "box") this.#type(outcome.text);
    else if (outcome.kind === "scanned") this.#scanned(outcome);
  }

  #again(press: Parameters<typeof pressAgain>[0]): void {
    pressAgain(press, (event) => this.#judged.add(event));
  }

  /** Without its end a scan is a text that waits for Enter. */
  #type(text: string): void {
    const box = keys.paused ? null : scanBox();
    box?.focus();
    if (box) fill(box, text);
  }

  #scanned({ code, focus, again }: Outcome & { kind: "scanned" }): void {
    const field = focus === "page" ? undefined : focusedField();
    const takers = this.#takers(field);
    if (focus === "field" && takers.length === 0) return hint(m.scan_into_field());
    if (field) fill(field, focus === "box" ? code.text : this.#before);
    if (focus === "box") field?.blur();
    if (again) return;
    if (takers.length === 0 && keys.paused) return hint(m.scan_finish_first());
    void this.#offer(code, takers, focus);
  }

  /** The pickers that may have it, the latest first. */
  #takers(field: Element | undefined): Picker[] {
    const near = ({ within }: Bound) => {
      const place = within();
      if (field) return place?.contains(field) ?? false;
      return !keys.paused || (place?.closest("[role=dialog]") ?? null) !== null;
    };
    return this.#pickers
      .filter(near)
      .map(({ take }) => take)
      .reverse();
  }

  async #offer(code: Code, takers: Picker[], focus: Focus): Promise<void> {
    for (const take of takers) if (await take(code)) return this.#sound(true);
    if (focus === "field" || keys.paused) return this.#sound(false);
    this.#sound(await this.#receivers.at(-1)?.(code));
  }

  #sound(found: Found): void {
    if (scannerChoices.sound && found !== undefined) tick(found);
  }
}

const hint = (title: string): void => void toasts.show({ icon: ScanBarcode, title });

/** The one place where scans arrive. */
export const scanner = new Scanner();
