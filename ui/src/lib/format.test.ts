import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { language } from "./language.svelte";
import {
  age,
  count,
  date,
  full,
  initials,
  isoDay,
  longDay,
  longRange,
  range,
  span,
  stamp,
  utcOffset,
  when,
} from "./format";

const now = new Date(2026, 9, 14, 10, 44);
const at = (day: number, hour: number, minute: number) => new Date(2026, 9, day, hour, minute);

describe("times", () => {
  it("are relative under an hour, then a clock, a weekday, a date", () => {
    expect(when(at(14, 10, 43), now)).toBe("1 min ago");
    expect(when(at(14, 9, 2), now)).toBe("09:02");
    expect(when(at(13, 18, 12), now)).toBe("Tue 18:12");
    expect(stamp(at(5, 9, 0), now)).toBe("Mon 5 Oct");
  });

  it("say how old something is", () => {
    expect(age(new Date(now.getTime() - 12_000), now)).toBe("12 s");
    expect(age(new Date(now.getTime() - 14 * 60_000), now)).toBe("14 min");
  });
});

describe("periods", () => {
  it("share what their ends share", () => {
    expect(range("2026-10-14", "2026-10-28", now)).toBe("14–28 Oct");
    expect(range("2026-10-20", "2026-12-18", now)).toBe("20 Oct – 18 Dec");
    expect(range("2026-12-20", "2027-01-03", now)).toBe("20 Dec – 3 Jan 2027");
    expect(longRange("2026-10-14", "2026-10-28", now)).toBe("Wed 14 → Wed 28 Oct");
  });

  it("keep their length across a change of the clocks", () => {
    expect(span("2026-10-19", "2026-11-02")).toBe("2 weeks");
    expect(span("2026-10-14", "2026-10-15")).toBe("1 day");
  });
});

describe("in Portuguese", () => {
  beforeEach(() => language.choose("pt-PT"));
  afterEach(() => language.choose("en"));

  it("weekdays and months are abbreviated as on signs", () => {
    expect(date(at(14, 0, 0), now)).toBe("qua. 14 out.");
    expect(longRange("2026-10-14", "2026-10-28", now)).toBe("qua. 14 → qua. 28 out.");
    expect(range("2026-10-20", "2026-12-18", now)).toBe("20 out. – 18 dez.");
    expect(longDay(at(14, 0, 0))).toMatch(/^Quarta-feira,? 14 de outubro$/);
  });

  it("times go by the clock of 24 hours, the last hour relative", () => {
    expect(when(at(14, 10, 43), now)).toBe("há 1 min");
    expect(when(at(13, 18, 12), now)).toBe("ter. 18:12");
    expect(full(at(13, 18, 12))).toMatch(/^ter\. 13 out\. 2026, 18:12:00 \S+/);
  });

  it("numbers are grouped as in English, spans counted in words", () => {
    expect(count(1284)).toBe("1\u202f284");
    expect(span("2026-10-14", "2026-10-28")).toBe("2 semanas");
    expect(span("2026-10-14", "2026-10-15")).toBe("1 dia");
  });
});

it("tells the whole of a moment for a tooltip", () => {
  expect(full(at(14, 10, 31))).toMatch(/^Wed 14 Oct 2026, 10:31:00 \S+/);
});

it("writes an offset from UTC with its sign, and minutes only where there are some", () => {
  expect([0, 120, -210, 345].map(utcOffset)).toEqual(["UTC+0", "UTC+2", "UTC−3:30", "UTC+5:45"]);
});

it("groups thousands with a narrow no-break space", () => {
  expect(count(1284)).toBe("1\u202f284");
});

it("takes initials from the first and the last word", () => {
  expect(initials("  Ana Maria Silva ")).toBe("AS");
  expect(initials("élodie")).toBe("É");
  expect(initials("")).toBe("");
});

it("writes days as the core reads them, in local time", () => {
  expect(isoDay(at(4, 23, 59))).toBe("2026-10-04");
});
