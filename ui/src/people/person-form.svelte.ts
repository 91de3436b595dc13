import type {
  DeskError,
  PersonDraft,
  PersonId,
  PersonRole,
  PersonRow,
  PersonView,
  UserHit,
} from "$lib/bindings";
import { desk, deskError, problemText } from "$lib/desk";
import { m } from "$lib/messages";

/** Fields of the form, as the core names them in its complaints. */
export type PersonField = "name" | "email" | "role" | "student_number" | "user";

/** A person as being typed. A failure takes nothing of it away. */
export class PersonForm {
  name = $state("");
  email = $state("");
  role = $state<PersonRole>("student");
  studentNumber = $state("");
  /** The Snipe-IT user this person is. */
  user = $state<UserHit>();
  /** Whether the person is being stored. */
  saving = $state(false);
  /** Why the person was not stored. */
  error = $state<DeskError>();

  constructor(name: string) {
    this.name = name;
  }

  /** Begins with what is known of a person. A user found by e-mail is not linked by that. */
  static of({ person, user }: PersonView): PersonForm {
    const form = new PersonForm(person.name);
    form.email = person.email;
    form.role = person.role;
    form.studentNumber = person.student_number ?? "";
    form.user = person.user === null ? undefined : (user ?? undefined);
    return form;
  }

  /** Links a user, and takes from it what was not typed yet. */
  link(user: UserHit | undefined) {
    this.user = user;
    if (!user) return;
    this.name ||= user.name;
    this.email ||= user.email ?? "";
    if (this.role === "student") this.studentNumber ||= user.employee_number ?? "";
  }

  /** What is wrong with a field. */
  complaint(field: PersonField): string | undefined {
    if (this.error?.code !== "invalid") return undefined;
    const found = this.error.fields.find((candidate) => candidate.field === field);
    if (!found) return undefined;
    if (found.problem.code !== "taken") return problemText(found.problem);
    return field === "user" ? m.people_user_taken() : m.people_email_taken();
  }

  /** The new person, or nothing and the reason in `error`. */
  create(): Promise<PersonRow | undefined> {
    return this.#store((draft) => desk.createPerson(draft));
  }

  /** The changed person, or nothing and the reason in `error`. */
  change(id: PersonId): Promise<PersonRow | undefined> {
    return this.#store((draft) => desk.changePerson(id, draft));
  }

  async #store(ask: (draft: PersonDraft) => Promise<PersonRow>): Promise<PersonRow | undefined> {
    if (this.saving) return undefined;
    this.saving = true;
    this.error = undefined;
    try {
      return await ask(this.#draft());
    } catch (failure) {
      this.error = deskError(failure);
      return undefined;
    } finally {
      this.saving = false;
    }
  }

  #draft(): PersonDraft {
    const { name, email, role } = this;
    // Only students have a number; one typed before the role was changed is not sent.
    const student_number = role === "student" ? this.studentNumber : "";
    return { name, email, role, student_number, user: this.user?.id ?? null };
  }
}
