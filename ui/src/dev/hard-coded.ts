/** Finds words in the sources that are in no message file; for the checks of the test run. */
import { parse, type AST } from "svelte/compiler";

const SPOKEN = /^(title|label|body|hint|intro|text|placeholder|alt|aria-label|aria-description)$/;
const LETTERS = /\p{L}{2,}/u;

/** What keys, programs and standards are called in every language. */
const NAMES = /^(Toolcrib|Snipe-IT|Ctrl|Alt|Enter|Esc|Tab|Home|End|F\d+|SHA-256|https?)$/;

type Node = { type: string; name?: string } & Record<string, unknown>;

/** The visible words that a component has of its own. */
export function hardCoded(source: string): string[] {
  const found: string[] = [];
  visit(parse(source, { modern: true }).fragment as unknown as Node, found);
  return found;
}

/** The words that a module gives to a property that is shown. */
export function hardCodedIn(script: string): string[] {
  const code = script.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, "");
  const given = code.matchAll(
    /\b(?:title|label|body|hint|intro): ?(?:\(\) => ?)?["`](\p{L}[^"`]*)["`]/gu,
  );
  return [...given].map(([, words]) => words ?? "").filter(sentence);
}

/** Identifiers and class names begin small or have no spaces. */
const sentence = (words: string): boolean =>
  /^\p{Lu}\p{Ll}/u.test(words) && !NAMES.test(words) && !words.includes("${");

function visit(node: unknown, found: string[]): void {
  if (Array.isArray(node)) return node.forEach((each) => visit(each, found));
  if (!isNode(node)) return;
  if (node.type === "Text") note(String(node.data), found);
  if (node.type === "StyleDirective") return;
  if (node.type === "Attribute") return spoken(node as unknown as AST.Attribute, found);
  if (node.type === "ExpressionTag") return literal(node.expression, found);
  for (const [name, child] of Object.entries(node)) if (name !== "expression") visit(child, found);
}

function spoken({ name, value }: AST.Attribute, found: string[]): void {
  if (!SPOKEN.test(name) || value === true) return;
  for (const part of [value].flat()) {
    if (part.type === "Text") note(part.data, found);
    else literal(part.expression, found);
  }
}

/** `{"words"}` and both ends of `{a ? "words" : "others"}`. */
function literal(expression: unknown, found: string[]): void {
  if (!isNode(expression)) return;
  if (expression.type === "Literal") note(String(expression.value), found);
  if (expression.type === "ConditionalExpression") {
    literal(expression.consequent, found);
    literal(expression.alternate, found);
  }
}

function note(text: string, found: string[]): void {
  const words = text.trim();
  if (LETTERS.test(words) && !NAMES.test(words)) found.push(words);
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value;
