import type { TokenReport } from "$lib/bindings";
import { count, stamp } from "$lib/format";
import { m } from "$lib/messages";
import type { RightRow, RightSubject } from "./rights";

const SUBJECT: Record<RightSubject, () => string> = {
  read_equipment: m.setup_right_read_equipment,
  read_activity: m.setup_right_read_activity,
  read_people_and_labels: m.setup_right_read_people_and_labels,
  read_people: m.setup_right_read_people,
  read_labels: m.setup_right_read_labels,
  change_labels: m.setup_right_change_labels,
  hand_over: m.setup_right_hand_over,
  delete_equipment: m.setup_right_delete,
};

const WITHOUT: Partial<Record<RightSubject, () => string>> = {
  read_equipment: m.setup_right_read_equipment_off,
  read_labels: m.setup_right_read_labels_off,
  change_labels: m.setup_right_change_labels_off,
  read_activity: m.setup_right_read_activity_off,
  read_people: m.setup_right_read_people_off,
  hand_over: m.setup_right_hand_over_off,
};

/** What the right is for. */
export function subject(row: RightRow): string {
  return SUBJECT[row.subject]();
}

/** Whether it is there, and by what name it can be asked for. */
export function verdict(row: RightRow): string {
  if (row.use === "none") return m.setup_right_needless();
  if (row.right === "allowed") return m.setup_right_allowed();
  if (row.right === "unknown") return m.setup_right_unknown();
  const permission = row.lacking.join(", ");
  return row.use === "required"
    ? m.setup_right_missing_required({ permission })
    : m.setup_right_missing({ permission });
}

/** What was found with it, or what stays off without it. */
export function detail(row: RightRow, report: TokenReport, newest: Date | undefined): string {
  if (row.right === "missing") return WITHOUT[row.subject]?.() ?? "";
  if (row.right === "unknown") return m.setup_right_unknown_why();
  return found(row.subject, report, newest);
}

function found(subject: RightSubject, report: TokenReport, newest: Date | undefined): string {
  switch (subject) {
    case "read_equipment":
      return listed(assets(report.assets), report.models !== null && models(report.models));
    case "read_people_and_labels":
      return listed(readable(report.people), labels(report.labels.length));
    case "read_labels":
      return labels(report.labels.length);
    case "change_labels":
      return m.setup_right_change_labels_use();
    case "read_activity":
      return newestActivity(report.activity, newest);
    case "read_people":
      return readable(report.people);
    case "hand_over":
      return m.setup_right_hand_over_use();
    case "delete_equipment":
      return m.setup_right_delete_use();
  }
}

const listed = (...found: (string | false)[]): string => found.filter(Boolean).join(", ");
const assets = (n: number): string => m.setup_right_assets({ count: n, shown: count(n) });
const models = (n: number): string => m.setup_right_models({ count: n, shown: count(n) });
const labels = (n: number): string => m.setup_right_labels({ count: n, shown: count(n) });

function newestActivity(id: number | null, newest: Date | undefined): string {
  if (id === null) return m.setup_right_activity_none();
  if (!newest) return m.setup_right_activity_id({ id });
  return m.setup_right_activity({ id, time: stamp(newest) });
}

function readable(people: number | null): string {
  if (people === null) return m.setup_right_readable();
  return m.setup_right_people({ count: people, shown: count(people) });
}
