/** What keeps a whole requisition from being approved. */
import type { RequisitionView } from "$lib/bindings";
import { m } from "$lib/messages";

/** The gravest obstacle, as a banner says it. */
export function obstacleOf(view: RequisitionView): { title: string; body: string } | undefined {
  const { requester, project } = view;
  if (requester.blocked !== null) {
    const title = m.requisition_blocked_title({ name: requester.name });
    return { title, body: m.requisition_blocked_body({ reason: requester.blocked }) };
  }
  if (project.state === "active") return undefined;
  return project.state === "pending"
    ? { title: m.requisition_project_pending_title(), body: m.requisition_project_pending_body() }
    : { title: m.requisition_project_closed_title(), body: m.requisition_project_closed_body() };
}
