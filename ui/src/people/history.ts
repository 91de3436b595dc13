/** What changed about a person, in words. */
import type { PersonEvent, PersonFact } from "$lib/bindings";
import { m } from "$lib/messages";
import { actorText } from "$lib/timeline";
import { list } from "../requisitions/lists";

const FACTS: Record<PersonFact, () => string> = {
  name: m.person_fact_name,
  email: m.person_fact_email,
  role: m.person_fact_role,
  student_number: m.person_fact_number,
  user: m.person_fact_user,
};

/** What happened, and who did it for which reason. */
export function changeText({ what, actor }: PersonEvent): { title: string; detail: string } {
  const by = m.person_history_by({ name: actorText(actor) });
  switch (what.kind) {
    case "created":
      return { title: m.person_history_created(), detail: by };
    case "changed": {
      const fields = list(what.fields.map((fact) => FACTS[fact]()));
      return { title: m.person_history_changed({ fields }), detail: by };
    }
    case "blocked":
      return { title: m.person_history_blocked(), detail: `${by}: “${what.reason}”` };
    case "unblocked":
      return { title: m.person_history_unblocked(), detail: by };
  }
}
