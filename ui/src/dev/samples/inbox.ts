import type { Inbox, InboxQuery, InboxRow } from "$lib/bindings";
import { daysAgoAt, inDays, minutesAgo } from "./time";

function row(
  number: number,
  requester: string,
  project: string,
  asked_at: string,
  from: number,
  until: number,
  more: Partial<InboxRow> = {},
): InboxRow {
  return {
    id: `r${number}`,
    number,
    requester,
    project,
    asked_at,
    from: inDays(from),
    until: inDays(until),
    lines: 2,
    flags: [],
    standings: ["pending"],
    ...more,
  };
}

/** The rows of both lists. */
type Lists = { to_decide: InboxRow[]; waiting: InboxRow[] };

export const inbox: Lists = {
  to_decide: [
    row(1042, "Ana Silva", "Estação meteorológica LoRa", minutesAgo(13), 0, 14, {
      lines: 4,
      flags: [{ kind: "conflicts", lines: 2 }],
    }),
    row(1041, "Inês Conceição", "Braço robótico de triagem", minutesAgo(46), 1, 2),
    row(1040, "Leonor Brandão", "Prótese de mão impressa em 3D", daysAgoAt(1, 18, 12), 5, 9, {
      lines: 1,
    }),
    row(1037, "Gonçalo Araújo", "Osciloscópio de baixo custo", daysAgoAt(1, 16, 40), 6, 65, {
      lines: 5,
      flags: [{ kind: "long_loan", days: 59 }],
    }),
    row(1035, "Carolina Guimarães", "Drone de inspeção agrícola", daysAgoAt(8, 9, 0), 1, 8, {
      lines: 3,
    }),
    row(1034, "Duarte Figueiredo", "Contador de energia NB-IoT", daysAgoAt(9, 9, 0), 5, 19, {
      flags: [{ kind: "project_pending" }],
    }),
  ],
  waiting: [
    row(1039, "Inês Conceição", "Braço robótico de triagem", minutesAgo(50), -3, 6, {
      lines: 5,
      standings: ["will_be_approved", "reserved", "checked_out"],
    }),
    row(1036, "Rui Marques", "Prótese de mão impressa em 3D", minutesAgo(80), 0, 5, {
      standings: ["in_doubt", "reserving"],
    }),
  ],
};

/** As many to decide as a lab has that nobody looked after. */
export const longInbox = (length: number): Lists => ({
  ...inbox,
  to_decide: Array.from({ length }, (_, i) =>
    row(9000 - i, `Requester ${i + 1}`, "Estação meteorológica LoRa", minutesAgo(i * 20), 1, 9),
  ),
});

/** Answers as the core does: counts, and one page. */
export function inboxPage(lists: Lists, { waiting, offset, limit, find }: InboxQuery): Inbox {
  const rows = waiting ? lists.waiting : lists.to_decide;
  const found_at = rows.findIndex(({ id }) => id === find);
  return {
    to_decide: lists.to_decide.length,
    waiting: lists.waiting.length,
    rows: rows.slice(offset, offset + limit),
    found_at: found_at < 0 ? null : found_at,
    last_decided_at: minutesAgo(13),
  };
}
