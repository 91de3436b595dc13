/** What is typed into a new project. It outlives the room, so that a failure loses nothing. */
import type {
  DeskError,
  FieldError,
  MemberRole,
  PersonRow,
  ProjectDraft,
  ProjectId,
  ProjectView,
} from "$lib/bindings";
import { desk, deskError } from "$lib/desk";
import { keep } from "$lib/remember.svelte";

/** A member as chosen. */
export type ChosenMember = {
  person: PersonRow;
  role: MemberRole;
};

/** The form of a project. */
export class ProjectForm {
  name = $state("");
  description = $state("");
  course = $state("");
  academicYear = $state("");
  tags = $state("");
  links = $state("");
  members = $state<ChosenMember[]>([]);
  errors = $state.raw<FieldError[]>([]);
  failure = $state.raw<DeskError>();
  saving = $state(false);
  #group = $state("");

  /** The group number; nothing but a few digits can be typed, because the core takes a number. */
  get group(): string {
    return this.#group;
  }

  set group(typed: string) {
    this.#group = typed.replace(/\D/g, "").slice(0, 4);
  }

  /** What the core is asked to store. */
  get draft(): ProjectDraft {
    return {
      name: this.name,
      description: this.description,
      course: this.course,
      academic_year: this.academicYear,
      group_number: this.group ? Number(this.group) : null,
      tags: parts(this.tags, /[,\n]/),
      links: parts(this.links, /\s+/),
      members: this.members.map(({ person, role }) => ({ person: person.id, role })),
    };
  }

  /** Adds a member: the first one leads, until somebody else is said to. */
  join(person: PersonRow): void {
    if (this.members.some((member) => member.person.id === person.id)) return;
    const led = this.members.some((member) => member.role === "leader");
    this.members.push({ person, role: led ? usualRole(person) : "leader" });
    this.forget("members");
  }

  /** Takes a member away; complaints about members name positions, which no longer hold. */
  leave(index: number): void {
    this.members.splice(index, 1);
    this.forget("members");
  }

  /** Forgets the complaints about a field, because it was changed. */
  forget(field: string): void {
    const about = (path: string) => path === field || path.startsWith(`${field}.`);
    this.errors = this.errors.filter((error) => !about(error.field));
  }

  /** Begins with what a project says of itself; its members are changed on its page. */
  static of({ row, description, tags, links }: ProjectView): ProjectForm {
    const form = new ProjectForm();
    form.name = row.name;
    form.description = description ?? "";
    form.course = row.course ?? "";
    form.academicYear = row.academic_year ?? "";
    form.group = row.group_number === null ? "" : String(row.group_number);
    form.tags = tags.join(", ");
    form.links = links.join("\n");
    return form;
  }

  /** Asks the core to store it; what was typed stays until it has. */
  async submit(activate: boolean): Promise<ProjectId | undefined> {
    const id = await this.#store(() => desk.createProject(this.draft, activate));
    if (id) this.clear();
    return id;
  }

  /** Asks the core to change a project to this; whether it did. */
  async save(id: ProjectId): Promise<boolean> {
    const saved = await this.#store(() => desk.changeProject(id, this.draft).then(() => true));
    return saved === true;
  }

  async #store<T>(ask: () => Promise<T>): Promise<T | undefined> {
    if (this.saving) return undefined;
    this.saving = true;
    this.failure = undefined;
    try {
      return await ask();
    } catch (thrown) {
      this.#complain(deskError(thrown));
      return undefined;
    } finally {
      this.saving = false;
    }
  }

  /** Starts with an empty sheet. */
  clear(): void {
    this.name = this.description = this.course = this.academicYear = "";
    this.group = this.tags = this.links = "";
    this.members = [];
    this.errors = [];
    this.failure = undefined;
  }

  #complain(error: DeskError): void {
    if (error.code === "invalid") this.errors = error.fields;
    else this.failure = error;
  }
}

/** The project that is being written in this workspace. */
export function projectForm(): ProjectForm {
  return keep("project-form", new ProjectForm()).value;
}

function parts(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter(Boolean);
}

function usualRole(person: PersonRow): MemberRole {
  return person.role === "professor" ? "supervisor" : "member";
}
