import type { Right, Rights } from "../lib/bindings";

/** A row of the table of rights: what people call it, what Snipe-IT calls it. */
export type RightRow = {
  /** What it lets Toolcrib do. */
  subject: RightSubject;
  /** The combined answer of the permissions below. */
  right: Right;
  /** Snipe-IT's names of the permissions that are missing or untold. */
  lacking: string[];
  /** Whether Toolcrib needs it, only profits from it, or never uses it. */
  use: RightUse;
};

/** Required, optional, or of no use here: then a narrower token is safer. */
export type RightUse = "required" | "optional" | "none";

/** What the table shows; check-out and check-in stand together, as one thing at the counter. */
export type RightSubject =
  | "read_equipment"
  | "read_activity"
  | "read_people_and_labels"
  | "read_people"
  | "read_labels"
  | "change_labels"
  | "hand_over"
  | "delete_equipment";

type Entry = { subject: RightSubject; use: RightUse; needs: [keyof Rights, string][] };

const PEOPLE: Entry["needs"][0] = ["read_people", "users.view"];
const LABELS: Entry["needs"][0] = ["read_labels", "statuslabels.view"];

const TOGETHER: Entry[] = [
  { subject: "read_people_and_labels", use: "required", needs: [PEOPLE, LABELS] },
];
const APART: Entry[] = [
  { subject: "read_people", use: "optional", needs: [PEOPLE] },
  { subject: "read_labels", use: "required", needs: [LABELS] },
];

/** The table, in the order in which a technician thinks of it. */
export function rightRows(rights: Rights): RightRow[] {
  return entries(rights).map(({ subject, use, needs }) => {
    const right = weakest(needs.map(([key]) => rights[key]));
    const lacking = needs.filter(([key]) => rights[key] === right).map(([, name]) => name);
    return { subject, use, right, lacking: right === "allowed" ? [] : lacking };
  });
}

/** Rows whose absence makes Toolcrib useless. What cannot be told blocks nothing. */
export function blocking(rows: RightRow[]): RightRow[] {
  return rows.filter(({ use, right }) => use === "required" && right === "missing");
}

/** Rows whose absence only switches something off. */
export function switchedOff(rows: RightRow[]): RightRow[] {
  return rows.filter(({ use, right }) => use === "optional" && right === "missing");
}

/** People and labels share a row until they differ: only labels are required. */
function entries(rights: Rights): Entry[] {
  const both = rights.read_people === "allowed" && rights.read_labels === "allowed";
  return [
    { subject: "read_equipment", use: "required", needs: [["read_equipment", "assets.view"]] },
    { subject: "read_activity", use: "optional", needs: [["read_activity", "reports.view"]] },
    ...(both ? TOGETHER : APART),
    { subject: "change_labels", use: "required", needs: [["change_labels", "assets.edit"]] },
    {
      subject: "hand_over",
      use: "optional",
      needs: [
        ["check_out", "assets.checkout"],
        ["check_in", "assets.checkin"],
      ],
    },
    ...needless(rights),
  ];
}

/** Deleting is worth a row only if the token may. */
function needless(rights: Rights): Entry[] {
  if (rights.delete_equipment !== "allowed") return [];
  return [
    { subject: "delete_equipment", use: "none", needs: [["delete_equipment", "assets.delete"]] },
  ];
}

function weakest(rights: Right[]): Right {
  if (rights.includes("missing")) return "missing";
  return rights.includes("unknown") ? "unknown" : "allowed";
}
