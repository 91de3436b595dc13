/**
 * What is typed into a new requisition. It outlives the room, so that leaving to create a project,
 * or a refusal by the core, loses nothing.
 */
import type {
  Availability,
  DeskError,
  EquipmentHit,
  FieldError,
  NewRequisition,
  PersonId,
  ProjectId,
  ProjectRow,
  RequisitionDraft,
  Wanted,
} from "$lib/bindings";
import { desk, deskError } from "$lib/desk";
import { isoDay } from "$lib/format";
import { keep } from "$lib/remember.svelte";

/** A line as chosen, with what the search said about it. */
export type ChosenLine = {
  wanted: Wanted;
  title: string;
  tag: string | null;
  availability: Availability;
  quantity: number;
};

/** The form of a new requisition. */
export class RequisitionForm {
  project = $state.raw<ProjectRow>();
  requester = $state<PersonId | null>(null);
  from = $state<string | null>(isoDay(new Date()));
  until = $state<string | null>(null);
  purpose = $state("");
  lines = $state<ChosenLine[]>([]);
  errors = $state.raw<FieldError[]>([]);
  failure = $state.raw<DeskError>();
  saving = $state(false);
  /** Whether a project is being created for this requisition. */
  awaitsProject = false;

  /** What the core is asked to store. */
  get draft(): RequisitionDraft {
    return {
      project: this.project?.id ?? null,
      requester: this.requester,
      from: this.from,
      until: this.until,
      purpose: this.purpose,
      lines: this.lines.map(({ wanted, quantity }) => ({ wanted, quantity })),
    };
  }

  /** Chooses the project; the requester is a member, so another project's is forgotten. */
  choose(project: ProjectRow | undefined): void {
    if (project?.id === this.project?.id) return;
    this.project = project;
    this.requester = null;
    this.forget("project", "requester");
  }

  /** Begins, or goes on, for a project. */
  async begin(id: ProjectId): Promise<void> {
    this.awaitsProject = false;
    try {
      this.choose((await desk.project(id)).row);
    } catch (thrown) {
      this.failure = deskError(thrown);
    }
  }

  /** Adds what the search found; a model that stands there already is asked for once more. */
  add(hit: EquipmentHit): void {
    const line = chosen(hit);
    const same = this.lines.find((each) => isSame(each.wanted, line.wanted));
    if (!same) this.lines.push(line);
    else if (same.wanted.kind === "model") same.quantity += 1;
    this.forget("lines");
  }

  /** Takes a line away; complaints about lines name positions, which no longer hold. */
  remove(index: number): void {
    this.lines.splice(index, 1);
    this.forget("lines");
  }

  /** Forgets the complaints about these fields, because they were changed. */
  forget(...fields: string[]): void {
    const about = (path: string) =>
      fields.some((field) => path === field || path.startsWith(`${field}.`));
    this.errors = this.errors.filter(({ field }) => !about(field));
  }

  /** Asks the core to store it; what was typed stays until it has. */
  async submit(): Promise<NewRequisition | undefined> {
    if (this.saving) return undefined;
    this.saving = true;
    this.failure = undefined;
    try {
      const made = await desk.createRequisition(this.draft);
      this.clear();
      return made;
    } catch (thrown) {
      this.#complain(deskError(thrown));
      return undefined;
    } finally {
      this.saving = false;
    }
  }

  /** Starts with an empty sheet. */
  clear(): void {
    this.project = undefined;
    this.requester = null;
    this.from = isoDay(new Date());
    this.until = null;
    this.purpose = "";
    this.lines = [];
    this.errors = [];
    this.failure = undefined;
  }

  #complain(error: DeskError): void {
    if (error.code === "invalid") this.errors = error.fields;
    else this.failure = error;
  }
}

/** The requisition that is being written in this workspace. */
export function requisitionForm(): RequisitionForm {
  return keep("requisition-form", new RequisitionForm()).value;
}

function chosen(hit: EquipmentHit): ChosenLine {
  const { availability } = hit;
  if (hit.kind === "model") {
    const wanted: Wanted = { kind: "model", id: hit.id };
    return { wanted, title: hit.name, tag: null, availability, quantity: 1 };
  }
  const { id, title, tag } = hit.asset;
  return { wanted: { kind: "asset", id }, title, tag, availability, quantity: 1 };
}

function isSame(one: Wanted, other: Wanted): boolean {
  return one.kind === other.kind && one.id === other.id;
}
