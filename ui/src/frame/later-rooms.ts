/** Every room but the one that the window opens with; `later.svelte.ts` fetches them. */
export { default as Activity } from "../activity/Activity.svelte";
export { default as Discrepancies } from "../discrepancies/Discrepancies.svelte";
export { default as Equipment } from "../equipment/Equipment.svelte";
export { default as Inbox } from "../inbox/Inbox.svelte";
export { default as People } from "../people/People.svelte";
export { default as Person } from "../people/Person.svelte";
export { default as NewProject } from "../projects/NewProject.svelte";
export { default as Project } from "../projects/Project.svelte";
export { default as Projects } from "../projects/Projects.svelte";
export { default as NewRequisition } from "../requisitions/NewRequisition.svelte";
export { default as Requisition } from "../requisitions/Requisition.svelte";
export { default as Requisitions } from "../requisitions/Requisitions.svelte";
export { default as Scan } from "../scan/Scan.svelte";
export { default as Settings } from "../settings/Settings.svelte";
