import type { ActivityView, OutageView } from "$lib/bindings";

/** A line of the table: a row of the feed, or a time in which Snipe-IT did not answer. */
export type Entry = { kind: "row"; row: ActivityView } | { kind: "outage"; outage: OutageView };

/** A stretch of the table, from its place on. */
export interface Stretch {
  start: number;
  entries: Entry[];
}

/** What the table's selection is kept under. */
export const entryKey = (entry: Entry): string =>
  entry.kind === "row" ? `r${entry.row.id}` : `o${entry.outage.began_at}`;

/**
 * Rows as loaded, the newest first, with the outages between them in order of time. `offset` is
 * the first row's place among all `total`.
 */
export function interleave(
  rows: ActivityView[],
  offset: number,
  total: number,
  outages: OutageView[],
): Stretch {
  const [first] = rows;
  const above = first && offset > 0 ? outages.filter((each) => isNewer(each, first)).length : 0;
  const waiting = outages.slice(above);
  const entries = rows.flatMap((row): Entry[] => [
    ...takeNewer(waiting, row),
    { kind: "row", row },
  ]);
  const rest = offset + rows.length >= total ? waiting : [];
  return { start: offset + above, entries: [...entries, ...rest.map(ofOutage)] };
}

const ofOutage = (outage: OutageView): Entry => ({ kind: "outage", outage });

function takeNewer(waiting: OutageView[], row: ActivityView): Entry[] {
  const older = waiting.findIndex((outage) => !isNewer(outage, row));
  return waiting.splice(0, older < 0 ? waiting.length : older).map(ofOutage);
}

/** Rows are ordered by id; their times may be back-dated. */
function isNewer({ cursor, began_at }: OutageView, { id, at }: ActivityView): boolean {
  return cursor === null ? Date.parse(began_at) > Date.parse(at) : cursor >= id;
}
