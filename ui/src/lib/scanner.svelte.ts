import type { Code } from "./scanner-code";

export type { Code } from "./scanner-code";

/** Whether there is something with that code; nothing said is no news either way. */
type Found = boolean | void;

/** Opens what a code stands for. */
export type Receiver = (code: Code) => Found | Promise<Found>;

/** Takes a code as the answer to a question on screen; false leaves it to others. */
export type Picker = (code: Code) => boolean | Promise<boolean>;

/** A picker, and where on the page it stands. */
type Bound = { take: Picker; within: () => Element | null | undefined };

class Scanner {
  #receivers: Receiver[] = [];
  #pickers: Bound[] = [];

  /** Says what opens a scanned code while an effect lives; the latest bound does. */
  receive(handler: Receiver): () => void {
    this.#receivers = [...this.#receivers, handler];
    return () => void (this.#receivers = this.#receivers.filter((each) => each !== handler));
  }

  /**
   * Offers scanned codes to a picker while an effect lives, the latest bound first. Text fields
   * keep their scans unless they are `within` the picker; so do dialogs.
   */
  pick(handler: Picker, within: Bound["within"] = () => undefined): () => void {
    const bound = { take: handler, within };
    this.#pickers = [...this.#pickers, bound];
    return () => void (this.#pickers = this.#pickers.filter((each) => each !== bound));
  }

  /** Gives a code to whoever wants it; says whether something has it. */
  async take(code: Code): Promise<boolean | undefined> {
    for (const { take } of this.#pickers.toReversed()) if (await take(code)) return true;
    return (await this.#receivers.at(-1)?.(code)) ?? undefined;
  }
}

/** The one place where scans arrive. */
export const scanner = new Scanner();
