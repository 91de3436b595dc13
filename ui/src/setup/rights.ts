import type { Right, Rights } from "../lib/bindings";

/** A row of the table of rights: what people call it, what Snipe-IT calls it. */
export type RightRow = {
  /** What it lets Toolcrib do. */
  subject: RightSubject;
  /** The combined answer of the permissions below. */
  right: Right;
  /** Snipe-IT's names of the permissions that are missing or untold. */
  lacking: string[];
  /** Whether Toolcrib is of no use without it. */
  required: boolean;
};

/** What the table shows; check-out and check-in stand together, as one thing at the counter. */
export type RightSubject =
  | "read_equipment"
  | "read_labels"
  | "change_labels"
  | "read_activity"
  | "read_people"
  | "hand_over";

const TABLE: { subject: RightSubject; required: boolean; needs: [keyof Rights, string][] }[] = [
  { subject: "read_equipment", required: true, needs: [["read_equipment", "assets.view"]] },
  { subject: "read_labels", required: true, needs: [["read_labels", "statuslabels.view"]] },
  { subject: "change_labels", required: true, needs: [["change_labels", "assets.edit"]] },
  { subject: "read_activity", required: false, needs: [["read_activity", "reports.view"]] },
  { subject: "read_people", required: false, needs: [["read_people", "users.view"]] },
  {
    subject: "hand_over",
    required: false,
    needs: [
      ["check_out", "assets.checkout"],
      ["check_in", "assets.checkin"],
    ],
  },
];

/** The table, in the order in which a technician thinks of it. */
export function rightRows(rights: Rights): RightRow[] {
  return TABLE.map(({ subject, required, needs }) => {
    const right = weakest(needs.map(([key]) => rights[key]));
    const lacking = needs.filter(([key]) => rights[key] === right).map(([, name]) => name);
    return { subject, required, right, lacking: right === "allowed" ? [] : lacking };
  });
}

/** Rows whose absence makes Toolcrib useless. What cannot be told blocks nothing. */
export function blocking(rows: RightRow[]): RightRow[] {
  return rows.filter((row) => row.required && row.right === "missing");
}

/** Rows whose absence only switches something off. */
export function switchedOff(rows: RightRow[]): RightRow[] {
  return rows.filter((row) => !row.required && row.right === "missing");
}

function weakest(rights: Right[]): Right {
  if (rights.includes("missing")) return "missing";
  return rights.includes("unknown") ? "unknown" : "allowed";
}
