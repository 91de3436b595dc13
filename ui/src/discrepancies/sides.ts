import type { DiscrepancyView, OurSide, TheirSide, TheirState, UnitState } from "$lib/bindings";
import { clock, date, daysBetween } from "$lib/format";
import { m } from "$lib/messages";
import { standingText } from "$lib/standing";

/** One fact as both sides tell it. */
export interface Fact {
  name: string;
  theirs: string;
  /** `undefined` where no unit is concerned. */
  ours: string | undefined;
  differs: boolean;
}

const THERE: Record<TheirState, () => string> = {
  checked_out: m.discrepancy_there_checked_out,
  reserved: m.discrepancy_there_reserved,
  available: m.discrepancy_there_available,
  not_lendable: m.discrepancy_there_not_lendable,
  archived: m.discrepancy_there_archived,
  deleted: m.discrepancy_there_deleted,
  unknown: m.discrepancy_there_unknown,
};

/** What Snipe-IT says where all is well. */
const EXPECTED: Partial<Record<UnitState, TheirState>> = {
  reserved: "reserved",
  checked_out: "checked_out",
};

/** The rows of the table of both sides. */
export function facts({ theirs, ours }: DiscrepancyView, now: Date): Fact[] {
  return [
    {
      name: m.discrepancy_fact_state(),
      theirs: THERE[theirs.state](),
      ours: ours ? standingText(ours.state) : undefined,
      differs: ours !== null && stateDiffers(theirs.state, ours.state),
    },
    {
      name: m.discrepancy_fact_person(),
      theirs: theirs.holder ?? m.discrepancy_nobody(),
      ours: ours?.person,
      differs: ours !== null && personDiffers(theirs, ours),
    },
    {
      name: m.discrepancy_fact_label(),
      theirs: theirs.label ?? m.discrepancy_no_label(),
      ours: ours ? (ours.label ?? m.discrepancy_no_label()) : undefined,
      differs: ours !== null && ours.label !== null && ours.label !== theirs.label,
    },
    {
      name: m.discrepancy_fact_since(),
      theirs: since(theirs.since, theirs.by, now),
      ours: ours ? since(ours.since, ours.by, now) : undefined,
      differs: false,
    },
  ];
}

function stateDiffers(theirs: TheirState, ours: UnitState): boolean {
  return theirs !== "unknown" && theirs !== (EXPECTED[ours] ?? "available");
}

/** What is reserved or over has nobody in Snipe-IT, and that is no difference. */
function personDiffers({ holder }: TheirSide, { state, person }: OurSide): boolean {
  return holder === null ? state === "checked_out" : holder !== person;
}

/** today 09:41, by R. Silva */
function since(at: string | null, by: string | null, now: Date): string {
  if (at === null) return m.discrepancy_unknown();
  const time =
    daysBetween(at, now) === 0
      ? m.discrepancy_today({ time: clock(at) })
      : `${date(at, now)} ${clock(at)}`;
  return by === null ? time : m.discrepancy_since_by({ time, name: by });
}
