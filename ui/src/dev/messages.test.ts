import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { catalogue, forms, inputs, texts } from "./catalogues";
import { m } from "$lib/messages";
import { hardCoded, hardCodedIn } from "./hard-coded";

// Every component is parsed, also on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const english = catalogue("en");
const portuguese = catalogue("pt-PT");

/** What is written alike in both languages, placeholders and punctuation aside. */
const ALIKE = new Set(
  "s min h d ms Snipe-IT Toolcrib English Português Portugal Cursor E-mail Enter supervisor item".split(
    " ",
  ),
);

const SRC = join(import.meta.dirname, "..");
const SHELL = join(SRC, "../../src-tauri/shell/notify/catalogue.rs");

/** The product's own sources: neither tests nor what only development uses. */
const sources = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.(ts|svelte)$/.test(path))
  .filter(
    (path) => !/^(paraglide|dev)\/|\.test\.ts$|(^|\/)samples\.ts$|^lib\/bindings\.ts$/.test(path),
  )
  .map((path) => ({ path, source: readFileSync(join(SRC, path), "utf8") }));

/** `key: complaint` for every message that has one. */
const complaints = (of: (key: string) => string | false): string[] =>
  [...english.keys()].flatMap((key) => of(key) || []);

it("every message is there in both languages", () => {
  expect([...portuguese.keys()].sort()).toEqual([...english.keys()].sort());
});

it("no key stands in two files", () => {
  const keys = [...english.keys()].map((key) => key.split(":")[1]);
  expect(keys.filter((key, i) => keys.indexOf(key) < i)).toEqual([]);
});

it("both languages take the same inputs", () => {
  const taken = complaints((key) => {
    const [en, pt] = [english.get(key), portuguese.get(key)];
    const differs = en && pt && inputs(en).join() !== inputs(pt).join();
    return differs ? `${key}: ${inputs(en).join()} / ${inputs(pt).join()}` : false;
  });
  expect(taken).toEqual([]);
});

it("what depends on a number has its forms in both languages", () => {
  const incomplete = complaints((key) => {
    const [en, pt] = [forms(english.get(key) ?? ""), forms(portuguese.get(key) ?? "")];
    const lacks = (has: string[], rest: string) =>
      has.length > 0 && !(has.includes("one") && has.includes(rest));
    // “1 000 000” has a form of its own in Portuguese, which with digits reads like any other.
    // Portuguese inflects more than English: “1 pendente, 2 pendentes”. It never inflects less.
    return (lacks(en, "other") || lacks(pt, "*") || (en.length > 0 && pt.length === 0)) && key;
  });
  expect(incomplete).toEqual([]);
});

it("a round million is spoken of like any other number", () => {
  const days = (count: number) => m.span_days({ count }, { locale: "pt-PT" });
  expect([1, 2, 1_000_000].map(days)).toEqual(["1 dia", "2 dias", "1000000 dias"]);
});

it("no message is empty", () => {
  const empty = [...english, ...portuguese].filter(([, entry]) =>
    texts(entry).some((text) => text.trim() === ""),
  );
  expect(empty.map(([key]) => key)).toEqual([]);
});

it("nothing was left in English", () => {
  const words = (text: string) => text.replace(/\{\w+\}/g, " ").match(/\p{L}[\p{L}-]*/gu) ?? [];
  const left = complaints((key) => {
    const pt = texts(portuguese.get(key) ?? "");
    const same = texts(english.get(key) ?? "").filter((text) => pt.includes(text));
    return same.some((text) => words(text).some((word) => !ALIKE.has(word))) && key;
  });
  expect(left).toEqual([]);
});

it("no message is unused", () => {
  const used = new Set(
    sources.flatMap(({ source }) => [...source.matchAll(/\bm\.(\w+)/g)].map(([, key]) => key)),
  );
  const shell = readFileSync(SHELL, "utf8");
  const spoken = (key: string) => {
    const kind = /^notification_(.+?)(?:_title|_body)?$/.exec(key)?.[1];
    return shell.includes(`"${kind}"`) || shell.includes(`"${key}"`);
  };
  const unused = complaints((name) => {
    const [file, key = ""] = name.split(":");
    const known = file === "notifications.json" ? spoken(key) : used.has(key);
    return !known && name;
  });
  expect(unused).toEqual([]);
});

it("every word on the screen comes from the messages", () => {
  const found = sources.flatMap(({ path, source }) => {
    const shown = path.endsWith(".svelte") ? hardCoded(source) : [];
    return [...shown, ...hardCodedIn(source)].map((words) => `${path}: ${words}`);
  });
  expect(found).toEqual([]);
});

it("no message is read once and for all when a module is loaded", () => {
  const frozen = sources
    .filter(({ path }) => path.endsWith(".ts"))
    .flatMap(({ path, source }) => onceOnly(source).map((line) => `${path}: ${line}`));
  expect(frozen).toEqual([]);
});

/** Lines of module-level constants that call a message without a function around it. */
function onceOnly(source: string): string[] {
  const constants =
    source.match(/^(?:export )?const [^\n]*\n(?:(?: .*|[}\])].*)?\n)*?(?=\S|$)/gm) ?? [];
  return constants
    .filter((text) => !/=>|function|\bget\b/.test(text))
    .flatMap((text) => text.match(/^.*\bm\.\w+\(.*$/gm) ?? []);
}
