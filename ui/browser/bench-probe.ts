/**
 * What measures inside the page: from a person's event, by its own time stamp, to the frame in
 * which the last change of what they look at was painted.
 */

/** What the page offers the bench; installed before the window's own code. */
export interface Probe {
  /** Waits for the next event of this type, of one key if said; watches the element for changes. */
  arm(selector: string, event: string, key?: string): void;
  /** Milliseconds from the event to the last painted change; null when nothing changed. */
  painted(): Promise<number | null>;
  /** Milliseconds from the beginning of the page's load to the last painted change. */
  opened(): Promise<number>;
  /** Milliseconds from the event until the element holds this text and is painted. */
  shows(text: string): Promise<number>;
  /** Waits until the desk has said all that it knows by itself, and it is painted. */
  rested(): Promise<void>;
  /** Watches frames, and whether rows are missing in the middle of the element. */
  frames(selector: string): void;
  /** Milliseconds until rows stand in the middle of the element, painted. */
  stands(selector: string): Promise<number>;
  /** The times between frames, and how long rows were missing at a time. */
  scrolled(): { deltas: number[]; empty: number[] };
  /** Milliseconds that each command took, until its answer was read. */
  commands(): [string, number][];
}

/** What the desk answered past the browser. */
export type Beside = { status: number; body: string };

declare global {
  interface Window {
    probe: Probe;
    beside?: (command: string, body: string) => Promise<Beside>;
  }
}

/** Runs in the page: it may use nothing from outside itself. */
export function install(): void {
  /** Frames without a change after which nothing more is expected. */
  const CALM = 3;
  /** How long a first question to the desk may be late. */
  const LATE = 300;
  /** What a card asks the server for; it does not wait for the answer, which may take long. */
  const READING = "read_asset";
  /** An answer that did not come by then is a mistake of the bench. */
  const NEVER = 10_000;

  let began = 0;
  let changed = 0;
  let asked = 0;
  let open = 0;
  let watcher: MutationObserver | undefined;
  let wanted: { type: string; key: string | undefined } | undefined;
  let running = false;
  let deltas: number[] = [];
  let empty: number[] = [];
  const took: [string, number][] = [];

  const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
  /** A message that is sent in a frame arrives when that frame was painted. */
  const afterPaint = () =>
    new Promise<number>((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      requestAnimationFrame(() => port2.postMessage(null));
    });

  const ask = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const command = /\/invoke\/(\w+)/.exec(String(input))?.[1];
    if (command === undefined) return ask(input, init);
    if (command === READING && window.beside) return reading(window.beside, init);
    const sent = performance.now();
    asked++;
    open++;
    try {
      const answer = await ask(input, init);
      const read = answer.json.bind(answer);
      answer.json = async () => {
        const body: unknown = await read();
        took.push([command, performance.now() - sent]);
        setTimeout(() => open--);
        return body;
      };
      return answer;
    } catch (error) {
      open--;
      throw error;
    }
  };

  /** A browser asks six questions at a time, the real window any number: these go another way. */
  async function reading(beside: NonNullable<Window["beside"]>, init?: RequestInit) {
    const sent = performance.now();
    const { status, body } = await beside(READING, String(init?.body ?? "{}"));
    took.push([READING, performance.now() - sent]);
    return new Response(body, { status });
  }

  const hear = (event: Event) => {
    if (began > 0 || wanted?.type !== event.type) return;
    const { key } = wanted;
    const fits = key === undefined || (event instanceof KeyboardEvent && event.key === key);
    if (fits) began = event.timeStamp;
  };
  // Before the page's own listeners: the scanner's keep what it takes from all that come later.
  for (const type of ["keydown", "click"]) window.addEventListener(type, hear, { capture: true });

  function watch(element: Node): void {
    watcher?.disconnect();
    watcher = new MutationObserver(() => void afterPaint().then((at) => (changed = at)));
    const everything = { childList: true, characterData: true, attributes: true, subtree: true };
    watcher.observe(element, everything);
  }

  /** Waits until nothing is waited for, and a few frames have changed nothing. */
  async function calm(waits: (now: number) => boolean): Promise<void> {
    for (let calm = 0; calm < CALM; calm++) {
      const before = changed;
      if (waits(await frame()) || changed !== before) calm = -1;
    }
  }

  function missing(element: Element): boolean {
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    return document.elementFromPoint(x, y)?.closest("[role=row]") === null;
  }

  watch(document);
  window.probe = {
    arm(selector, type, key) {
      began = changed = asked = 0;
      const element = document.querySelector(selector);
      if (element === null) throw new Error(`nothing is ${selector}`);
      watch(element);
      wanted = { type, key };
    },
    async painted() {
      await calm((now) => {
        if (began > 0 && now - began > NEVER) throw new Error("it never came to rest");
        return began === 0 || open > 0 || (asked === 0 && now - began < LATE);
      });
      return changed === 0 ? null : changed - began;
    },
    async opened() {
      await calm(() => open > 0 || asked === 0);
      return changed;
    },
    async shows(text) {
      for (;;) {
        const now = await frame();
        if (began > 0 && now - began > NEVER) throw new Error(`${text} never came`);
        if (began > 0 && document.querySelector("main")?.textContent?.includes(text)) {
          return (await afterPaint()) - began;
        }
      }
    },
    rested: () => calm(() => open > 0),
    frames(selector) {
      const element = document.querySelector(selector);
      if (element === null) throw new Error(`nothing is ${selector}`);
      [running, deltas, empty] = [true, [], []];
      let [last, since] = [performance.now(), 0];
      const each = (now: number) => {
        deltas.push(now - last);
        last = now;
        if (missing(element)) since ||= now;
        else if (since > 0) {
          empty.push(now - since);
          since = 0;
        }
        if (running) requestAnimationFrame(each);
        else if (since > 0) empty.push(now - since);
      };
      requestAnimationFrame(each);
    },
    async stands(selector) {
      const element = document.querySelector(selector);
      const from = performance.now();
      while (element === null || missing(element)) {
        if ((await frame()) - from > NEVER) throw new Error("rows never came");
      }
      return (await afterPaint()) - from;
    },
    scrolled() {
      running = false;
      return { deltas: deltas.slice(1), empty };
    },
    commands: () => took.splice(0),
  };
}
