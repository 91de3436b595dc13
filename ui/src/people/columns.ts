import type { Column } from "$lib/components/VirtualTable.svelte";
import { m } from "$lib/messages";

/** The columns of the People table; those of low priority go first when it gets narrow. */
export const columns = (): Column[] => [
  { id: "name", label: m.people_column_name(), width: "minmax(150px, 1.6fr)" },
  { id: "role", label: m.people_column_role(), width: "88px", from: 560 },
  { id: "number", label: m.people_column_number(), width: "84px", from: 900 },
  { id: "email", label: m.people_column_email(), width: "minmax(140px, 1.6fr)", from: 720 },
  { id: "loans", label: m.people_column_loans(), width: "64px", align: "end" },
  { id: "overdue", label: m.people_column_overdue(), width: "104px" },
  { id: "projects", label: m.people_column_projects(), width: "68px", from: 480, align: "end" },
];
