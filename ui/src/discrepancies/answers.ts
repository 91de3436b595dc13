import type { Answer, AnswerView, DiscrepancyView, UnitState } from "$lib/bindings";
import { number } from "$lib/format";
import { m } from "$lib/messages";
import { named, type Named } from "./explained";
import { answerTitle } from "./titles";

/** An answer in words: what happened, what it does, and what that writes. */
export interface AnswerWords {
  title: string;
  does: string;
  writes: string;
}

/** Says an answer about this discrepancy. */
export function answerWords(answer: AnswerView, view: DiscrepancyView): AnswerWords {
  const told = tell(answer, view);
  return {
    title: title(answer.answer, told),
    does: DOES[answer.answer](told),
    writes: writes(answer),
  };
}

function writes({ writes: count }: AnswerView): string {
  return count === 0 ? m.discrepancy_writes_none() : m.discrepancy_writes({ count });
}

/** Everything that the sentences may name. */
interface Told extends Named {
  number: string;
  line: number;
  /** The tag of the asset that takes the other's place. */
  other: string | undefined;
  /** The label that belongs here. */
  rightLabel: string | null;
  state: UnitState | undefined;
  held: boolean;
}

function tell({ other }: AnswerView, view: DiscrepancyView): Told {
  const { row, ours, theirs } = view;
  return {
    ...named(view),
    number: row.line ? number(row.line.number) : "",
    line: row.line?.line ?? 0,
    other: other?.tag,
    rightLabel: ours?.label ?? null,
    state: ours?.state,
    held: theirs.holder !== null,
  };
}

function title(answer: Answer, { person, holder }: Told): string {
  switch (answer) {
    case "another_asset":
      return m.answer_title_another_asset_named({ person });
    case "add_member":
      return m.answer_title_add_member_named({ holder });
    case "lend_again":
      return m.answer_title_lend_again_named({ person });
    default:
      return answerTitle(answer);
  }
}

const DOES: Record<Answer, (told: Told) => string> = {
  wrong_person: (told) =>
    told.state === "reserved"
      ? m.answer_does_wrong_person_reserved(told)
      : m.answer_does_wrong_person(told),
  another_asset: ({ other, ...told }) => {
    if (other === undefined) return m.answer_does_another_asset_any(told);
    return told.held
      ? m.answer_does_another_asset_held({ ...told, other })
      : m.answer_does_another_asset({ ...told, other });
  },
  add_member: (told) =>
    told.state === "reserved"
      ? m.answer_does_add_member_reserved(told)
      : m.answer_does_add_member(told),
  release_unit: m.answer_does_release_unit,
  accept_loan: m.answer_does_accept_loan,
  returned: (told) =>
    told.held ? m.answer_does_returned_held(told) : m.answer_does_returned(told),
  take_back: m.answer_does_take_back,
  lend_again: m.answer_does_lend_again,
  put_reserved: ({ tag, rightLabel: label }) =>
    label === null
      ? m.answer_does_put_reserved_any({ tag })
      : m.answer_does_put_reserved({ tag, label }),
  put_available: ({ tag, rightLabel: label }) =>
    label === null
      ? m.answer_does_put_available_any({ tag })
      : m.answer_does_put_available({ tag, label }),
  send_again: () => m.answer_does_send_again(),
  give_up: (told) => (told.line > 0 ? m.answer_does_give_up(told) : m.answer_does_give_up_any()),
  keep: (told) => {
    if (told.line > 0 && told.state === "pending") return m.answer_does_keep_pending(told);
    if (told.line > 0 && told.state === "checked_out") return m.answer_does_keep_held(told);
    if (told.line > 0 && told.state === "returned" && told.held) {
      return m.answer_does_keep_returned(told);
    }
    return m.answer_does_keep();
  },
};
