/** Which rows of a long list are at hand, and which to ask for next. */

/** So many rows from one place on. */
export interface Place {
  offset: number;
  limit: number;
}

/** Rows that follow each other, from one place on. */
export interface Stretch<R> {
  offset: number;
  rows: R[];
}

/** What is asked for at once: a screen, and little more, for each row costs. */
export const CHUNK = 50;

/** Rows this near to the screen stay at hand. */
const NEAR = 4 * CHUNK;

const endOf = ({ offset, rows }: Stretch<unknown>) => offset + rows.length;

/** A place with everything that is asked for anyway. */
export function whole({ offset, limit }: Place): Place {
  return { offset, limit: Math.max(limit, CHUNK) };
}

/**
 * What is missing first: of what is on screen, then of what comes there next. `heading` is where
 * the person scrolls: down, up, or nowhere.
 */
export function missing(
  known: Stretch<unknown>,
  screen: Place,
  heading: number,
  total: number,
): Place | undefined {
  const [first, last] = [screen.offset, Math.min(screen.offset + screen.limit, total)];
  if (first >= last) return undefined;
  if (first > endOf(known) || last < known.offset) return whole(screen);
  if (last > endOf(known)) return after(known, last);
  if (first < known.offset) return before(known, first);
  if (heading > 0 && last + CHUNK > endOf(known) && endOf(known) < total) return after(known, 0);
  if (heading < 0 && first - CHUNK < known.offset && known.offset > 0) return before(known, first);
  return undefined;
}

function after(known: Stretch<unknown>, last: number): Place {
  const offset = endOf(known);
  return whole({ offset, limit: last - offset });
}

function before({ offset: end }: Stretch<unknown>, first: number): Place {
  const offset = Math.max(0, Math.min(first, end - CHUNK));
  return { offset, limit: end - offset };
}

/** What was known and what has come, where they touch; of it what is near the screen. */
export function joined<R>(known: Stretch<R>, come: Stretch<R>, screen: Place): Stretch<R> {
  if (come.offset > endOf(known) || endOf(come) < known.offset) return come;
  const above = known.rows.slice(0, Math.max(0, come.offset - known.offset));
  const below = known.rows.slice(Math.max(0, endOf(come) - known.offset));
  const offset = Math.min(known.offset, come.offset);
  return near({ offset, rows: [...above, ...come.rows, ...below] }, screen);
}

function near<R>({ offset, rows }: Stretch<R>, screen: Place): Stretch<R> {
  const from = Math.max(0, screen.offset - NEAR - offset);
  const until = Math.max(from, screen.offset + screen.limit + NEAR - offset);
  return { offset: offset + Math.min(from, rows.length), rows: rows.slice(from, until) };
}
