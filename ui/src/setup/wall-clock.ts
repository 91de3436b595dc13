/**
 * Snipe-IT writes times without saying where. Choosing another zone keeps what the clock on its
 * wall said and moves the moment: here is the moment the other zone would make of it.
 */
export function reread(at: Date, from: string, to: string): Date {
  const wall = at.getTime() + offset(at, from);
  const guess = new Date(wall - offset(at, to));
  // A second look, because the offset may differ across a change to or from summer time.
  return new Date(wall - offset(guess, to));
}

function offset(at: Date, zone: string): number {
  const parts = new Map(
    wall(zone)
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  );
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shown = Date.UTC(
    read("year"),
    read("month") - 1,
    read("day"),
    read("hour"),
    read("minute"),
    read("second"),
  );
  return shown - Math.floor(at.getTime() / 1000) * 1000;
}

function wall(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
}
