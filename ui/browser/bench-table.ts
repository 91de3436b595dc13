/** Figures beside their budgets, as a table for people. */

/** Times of one kind, in milliseconds. */
export interface Measured {
  name: string;
  times: number[];
  /** Not to be exceeded by ninety-nine in a hundred. */
  budget?: number;
}

/** The time that so many in a hundred do not exceed. */
export function percentile(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * share) / 100) - 1)] ?? NaN;
}

const NAME = 46;
const cell = (text: string) => text.padStart(9);
const ms = (time: number) => cell(time.toFixed(1));

/** The head of a table. */
export function head(title: string): string {
  const heads = ["n", "p50 ms", "p95 ms", "p99 ms", "max ms"].map(cell).join("");
  return `\n${title.padEnd(NAME)}${heads}`;
}

/** One line of it. */
export function line({ name, times, budget }: Measured): string {
  const shares = [50, 95, 99, 100].map((share) => percentile(times, share));
  const [, , p99 = NaN] = shares;
  const verdict = budget === undefined ? "" : p99 <= budget ? "kept" : "MISSED";
  const beside = budget === undefined ? "" : `   p99 under ${budget} ms: ${verdict}`;
  return `${name.padEnd(NAME)}${cell(String(times.length))}${shares.map(ms).join("")}${beside}`;
}

/** Times by name, the slowest name first. */
export function byName(times: [string, number][]): Measured[] {
  const groups = new Map<string, number[]>();
  for (const [name, time] of times) groups.set(name, [...(groups.get(name) ?? []), time]);
  const measured = [...groups].map(([name, each]) => ({ name: `  ${name}`, times: each }));
  return measured.toSorted((a, b) => percentile(b.times, 99) - percentile(a.times, 99));
}
