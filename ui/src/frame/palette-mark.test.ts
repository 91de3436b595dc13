import { describe, expect, it } from "vitest";
import { marked } from "./palette-mark";

const shown = (name: string, typed: string) =>
  marked(name, typed)
    .map(({ text, typed }) => (typed ? `[${text}]` : text))
    .join("");

describe("the typed letters of a name", () => {
  it.each([
    ["Osciloscópio Rigol DS1054Z", "rigol", "Osciloscópio [Rigol] DS1054Z"],
    ["Osciloscópio Rigol DS1054Z", "COPIO", "Oscilos[cópio] Rigol DS1054Z"],
    ["Osciloscópio Rigol DS1054Z", "1054 osc", "[Osc]il[osc]ópio Rigol DS[1054]Z"],
    ["Conceição", "cao", "Concei[ção]"],
    ["ana ana", "an", "[an]a [an]a"],
    ["aaa", "aa", "[aaa]"],
    ["Fluke 117", "xyz", "Fluke 117"],
    ["Fluke 117", "", "Fluke 117"],
    ["<b> & (", "<b> (", "[<b>] & [(]"],
    ["ﬁlter", "fi", "[ﬁ]lter"],
    ["", "a", ""],
  ])("of %s, typed %s", (name, typed, expected) => {
    expect(shown(name, typed)).toBe(expected);
  });
});
