import { describe, expect, it } from "vitest";
import {
  patience,
  quiet,
  START,
  step,
  type Outcome,
  type Press,
  type State,
} from "./scanner-machine";

const US_CODES: Record<string, string> = { "-": "Minus", "/": "Slash", "]": "BracketRight" };
const WRITES = "AHLMRT";

const code = (key: string): string =>
  /[a-z]/i.test(key) ? `Key${key.toUpperCase()}` : (US_CODES[key] ?? `Digit${key}`);

function press(key: string, at: number, more: Partial<Press> = {}): Press {
  return {
    key,
    code: key.length === 1 ? code(key) : key,
    shift: /^[A-Z]$/.test(key),
    at,
    focus: "page",
    repeat: false,
    modified: false,
    composing: false,
    writes: WRITES.includes(key.toUpperCase()),
    ...more,
  };
}

/** Keys of a text so many milliseconds apart; the pattern is repeated. */
function typed(text: string, gaps: number | number[], more: Partial<Press> = {}): Press[] {
  const pattern = [gaps].flat();
  let at = 10_000;
  return [...text].map((key, i) => {
    if (i > 0) at += pattern[(i - 1) % pattern.length] ?? 0;
    return press(key, at, more);
  });
}

const then = (presses: Press[], key: string, after: number, more: Partial<Press> = {}): Press[] => [
  ...presses,
  press(key, (presses.at(-1)?.at ?? 0) + after, { focus: presses[0]?.focus, ...more }),
];

/** Everything that comes of these keys, and of the silence after them. */
function run(presses: Press[], gap = 40): { outcomes: Outcome[]; state: State } {
  let state = START;
  const outcomes: Outcome[] = [];
  for (const each of presses) {
    const next = step(state, each, gap);
    state = next.state;
    outcomes.push(...next.outcomes);
  }
  const rest = quiet(state);
  return { outcomes: [...outcomes, ...rest.outcomes], state: rest.state };
}

/** In a word each: what acted is named by its keys, a scan by its code. */
function told(presses: Press[], gap = 40): string[] {
  return run(presses, gap).outcomes.flatMap((outcome) => {
    switch (outcome.kind) {
      case "act":
        return [`act ${outcome.press.key}`];
      case "replay":
        return [`replay ${outcome.presses.map(({ key }) => key).join("")}`];
      case "scanned":
        return [`${outcome.again ? "again" : "scanned"} ${outcome.code.text} ${outcome.focus}`];
      case "box":
        return [`box ${outcome.text}`];
      case "wait":
        return [];
      default:
        return [outcome.kind];
    }
  });
}

const acted = (words: string[]): string =>
  words.flatMap((word) => /^(?:act|replay) (.*)$/.exec(word)?.[1] ?? []).join("");

describe("a scan outside fields", () => {
  for (const terminator of ["Enter", "Tab"]) {
    for (const gap of [5, 15, 35, 40]) {
      it(`with ${gap} ms between keys ended by ${terminator}`, () => {
        expect(told(then(typed("ML-0633", gap), terminator, gap))).toEqual([
          "scanned ML-0633 page",
        ]);
      });
    }
  }

  it("may jitter within the gap, and end a little late", () => {
    expect(told(then(typed("ML-0633", [5, 40, 12, 38]), "Enter", 100))).toEqual([
      "scanned ML-0633 page",
    ]);
  });

  it("is not one with a single gap of 41 ms: the text waits in the scan box, nothing is pressed", () => {
    expect(told(then(typed("ML-0633", [15, 15, 15, 41, 15, 15]), "Enter", 15))).toEqual([
      "box ML-0633",
      "swallow",
    ]);
    expect(told(then(typed("92-0633", [15, 15, 41]), "Enter", 15))).toEqual([
      "replay 92-",
      "replay 063",
      "act 3",
      "swallow",
    ]);
  });

  it("without an end stands in the scan box", () => {
    const keys = typed("ML-0633", 15);
    expect(told(keys)).toEqual(["box ML-0633"]);
    expect(patience(run(keys.slice(0, -1)).state, 40)).toBe(Infinity);
    const held = keys.reduce((state, each) => step(state, each, 40).state, START);
    expect(patience(held, 40)).toBe(100);
  });

  it("has four characters at least; fewer are ordinary keys, and Enter presses nothing", () => {
    expect(told(then(typed("12J", 15), "Enter", 15))).toEqual(["replay 12J", "swallow"]);
    expect(told(typed("GI", 15))).toEqual(["replay GI"]);
  });

  it("holds no key that has Ctrl, Alt or AltGr, repeats or composes", () => {
    for (const more of [{ modified: true }, { repeat: true }, { composing: true }]) {
      expect(told(then(typed("ML-0633", 5, more), "Enter", 5))).not.toContain(
        "scanned ML-0633 page",
      );
      expect(told([press("J", 10_000, more)])).toEqual(["ignore"]);
    }
  });

  it("goes on over Shift, as capital letters are typed", () => {
    const keys = typed("ML-0633", 10).flatMap((each) => [
      press("Shift", each.at - 1, { shift: true }),
      each,
    ]);
    expect(told(then(keys, "Enter", 10)).filter((word) => word !== "ignore")).toEqual([
      "scanned ML-0633 page",
    ]);
  });

  it("may have a space, though one alone is no beginning", () => {
    expect(told(then(typed("AB 12", 10), "Enter", 10))).toEqual(["scanned AB 12 page"]);
    expect(told([press(" ", 10_000)])).toEqual(["ignore"]);
  });

  it("is ignored when the same comes again within 1.5 s, another is not", () => {
    const first = then(typed("ML-0633", 10), "Enter", 10);
    const later = (keys: Press[], by: number) =>
      keys.map((each) => ({ ...each, at: each.at + by }));
    const other = then(typed("ML-0634", 10), "Enter", 10);
    expect(told([...first, ...later(first, 1500)])).toContain("again ML-0633 page");
    expect(told([...first, ...later(first, 1501)])).toEqual(Array(2).fill("scanned ML-0633 page"));
    expect(told([...first, ...later(other, 700)])).toContain("scanned ML-0634 page");
  });

  it("may end with two keys; neither presses anything", () => {
    const keys = then(typed("ML-0633", 10), "Enter", 10);
    expect(told(then(keys, "Enter", 10))).toEqual(["scanned ML-0633 page", "swallow"]);
    expect(told(then(keys, "Enter", 10, { focus: "field" })).at(-1)).toBe("swallow");
    const tab = then(typed("ML-0633", 10), "Tab", 10);
    expect(told(then(tab, "Enter", 10)).at(-1)).toBe("swallow");
  });

  it("loses the name of the kind of barcode that some scanners put first", () => {
    expect(told(then(typed("]C1ML-0633", 10), "Enter", 10))).toEqual(["scanned ML-0633 page"]);
  });
});

describe("a scanner slower than the gap", () => {
  const codes = ["ML-0633", "HT-0001", "TAR-0042", "LAMA", "12-A", "ARTH77", "0633TR"];

  for (const text of codes) {
    for (const pace of [41, 60, 75, 100]) {
      it(`writes and presses nothing: ${text} at ${pace} ms`, () => {
        for (const keys of [then(typed(text, pace), "Enter", pace), typed(text, pace)]) {
          const words = told(keys);
          expect(acted(words), words.join(", ")).not.toMatch(/[AHLMRT]/);
        }
        expect(told(then(typed(text, pace), "Enter", pace)).at(-1)).toBe("swallow");
      });
    }

    it(`is heard once the gap is wide enough: ${text} at 60 ms`, () => {
      expect(told(then(typed(text, 60), "Enter", 60), 80)).toEqual([`scanned ${text} page`]);
    });
  }

  it("presses nothing with a space either", () => {
    expect(told(typed("12 34", 60)).filter((word) => word === "swallow")).toHaveLength(1);
  });
});

describe("shortcuts", () => {
  const waits = (key: string, gap = 40) => patience(step(START, press(key, 0), gap).state, gap);

  it("wait for another key: 40 ms, or 200 ms where they write", () => {
    expect(waits("J")).toBe(40);
    expect(waits("A")).toBe(200);
    expect(waits("J", 80)).toBe(80);
  });

  it("act when nothing follows", () => {
    expect(told([press("J", 0)])).toEqual(["act J"]);
    expect(told([press("A", 0)])).toEqual(["act A"]);
    expect(told(typed("JJJ", 120))).toEqual(["act J", "act J", "act J"]);
    expect(told(typed("AJ", 300))).toEqual(["act A", "act J"]);
  });

  it("act one after the other where few follow each other quickly", () => {
    expect(told(typed("AJ", 150))).toEqual(["replay AJ"]);
  });

  it("act before a key that is no part of any scan", () => {
    expect(told([press("A", 0), press("ArrowDown", 50)])).toEqual(["act A", "ignore"]);
    expect(told([press("J", 0), press("k", 10, { modified: true })])).toEqual(["act J", "ignore"]);
  });

  it("are taken back by Escape", () => {
    expect(told([press("A", 0), press("Escape", 100)])).toEqual(["ignore"]);
  });

  it("do not write when Enter follows at once", () => {
    expect(told([press("A", 0), press("Enter", 60)])).toEqual(["swallow"]);
  });
});

describe("Enter", () => {
  const after = (ms: number, more: Partial<Press> = {}) =>
    told([press("J", 0), press("Enter", ms, more)]).at(-1);

  it("presses nothing within 500 ms of a character", () => {
    expect(after(500)).toBe("swallow");
    expect(after(501)).toBe("ignore");
    expect(after(300, { repeat: true })).toBe("swallow");
    expect(told([press("Enter", 0)])).toEqual(["ignore"]);
  });

  it("with Ctrl, and in fields, is what it always was", () => {
    expect(after(100, { modified: true })).toBe("ignore");
    expect(
      told([press("x", 0, { focus: "field" }), press("Enter", 90, { focus: "field" })]),
    ).toEqual(["ignore", "ignore"]);
  });

  it("of a scan in a field presses nothing where the focus has gone since", () => {
    const keys = then(typed("ML-0633", 10, { focus: "box" }), "Enter", 10);
    expect(told(then(keys, "Enter", 300, { focus: "page" })).at(-1)).toBe("swallow");
  });
});

describe("in fields", () => {
  const characters = (n: number) => Array<string>(n).fill("ignore");

  for (const focus of ["field", "box"] as const) {
    it(`characters appear as they are typed, and the end of a scan is taken away: ${focus}`, () => {
      for (const end of ["Enter", "Tab"]) {
        expect(told(then(typed("ML-0633", 15, { focus }), end, 15))).toEqual([
          ...characters(7),
          `scanned ML-0633 ${focus}`,
        ]);
      }
    });
  }

  it("typing stays typing", () => {
    const keys = then(typed("ML-0633", 60, { focus: "field" }), "Enter", 60);
    expect(told(keys)).toEqual(characters(8));
    expect(told(then(typed("abc", 10, { focus: "field" }), "Tab", 10))).toEqual(characters(4));
    expect(told(then(typed("abcd", 10, { focus: "field" }), "Enter", 101))).toEqual(characters(5));
  });

  it("one scan after another is typed, too", () => {
    const first = then(typed("ML-0633", 10, { focus: "field" }), "Enter", 10);
    const second = first.map((each) => ({ ...each, at: each.at + 600 }));
    expect(told([...first, ...second]).filter((word) => word !== "ignore")).toEqual(
      Array(2).fill("scanned ML-0633 field"),
    );
  });

  it("one that reads its keys itself gets them all", () => {
    expect(told(then(typed("ML-0633", 10, { focus: "own" }), "Enter", 10))).toEqual(characters(8));
  });

  it("what began outside stays together when the focus moves meanwhile", () => {
    const keys = typed("ML-0633", 10).map((each, i) => ({
      ...each,
      focus: i < 2 ? ("page" as const) : ("field" as const),
    }));
    expect(told(then(keys, "Enter", 10))).toEqual(["scanned ML-0633 page"]);
  });
});

describe("another keyboard layout", () => {
  const us = (presses: Press[]) =>
    run(presses).outcomes.flatMap((each) => (each.kind === "scanned" ? [each.code] : []))[0];
  const portuguese: Record<string, string> = { "-": "'", "/": "-", "]": "Dead", ";": "º" };
  const mangled = (text: string) =>
    typed(text, 10).map((each) => ({ ...each, key: portuguese[each.key] ?? each.key }));

  it("says what the same keys are on a US keyboard", () => {
    expect(us(then(mangled("ML-0633"), "Enter", 10))).toEqual({ text: "ML'0633", us: "ML-0633" });
    expect(us(then(mangled("ht/ml-1"), "Enter", 10))).toEqual({ text: "ht-ml'1", us: "ht/ml-1" });
  });

  it("says nothing where that is the same, or differs in case alone", () => {
    expect(us(then(typed("ML-0633", 10), "Enter", 10))?.us).toBeNull();
    const capsLock = typed("ML-0633", 10).map((each) => ({ ...each, shift: false }));
    expect(us(then(capsLock, "Enter", 10))?.us).toBeNull();
  });

  it("a dead key types nothing, and still counts", () => {
    const keys = then(mangled("]C1ML-0633"), "Enter", 10);
    expect(us(keys)).toEqual({ text: "C1ML'0633", us: "ML-0633" });
  });
});
