import type { Answer, Disagreement } from "$lib/bindings";
import { m } from "$lib/messages";

const TITLES: Record<Disagreement, () => string> = {
  outside_project: m.disagreement_title_outside_project,
  out_while_pending: m.disagreement_title_out_while_pending,
  out_again: m.disagreement_title_out_again,
  automatic_check_in: m.disagreement_title_automatic_check_in,
  still_held: m.disagreement_title_still_held,
  out_here_in_there: m.disagreement_title_out_here_in_there,
  deleted_while_out: m.disagreement_title_deleted_while_out,
  asset_gone: m.disagreement_title_asset_gone,
  label_changed: m.disagreement_title_label_changed,
  free_there: m.disagreement_title_free_there,
  label_left: m.disagreement_title_label_left,
  unclaimed: m.disagreement_title_unclaimed,
  in_doubt_too_long: m.disagreement_title_in_doubt_too_long,
};

const CLAUSES: Record<Disagreement, () => string> = {
  outside_project: m.disagreement_clause_outside_project,
  out_while_pending: m.disagreement_clause_out_while_pending,
  out_again: m.disagreement_clause_out_again,
  automatic_check_in: m.disagreement_clause_automatic_check_in,
  still_held: m.disagreement_clause_still_held,
  out_here_in_there: m.disagreement_clause_out_here_in_there,
  deleted_while_out: m.disagreement_clause_deleted_while_out,
  asset_gone: m.disagreement_clause_asset_gone,
  label_changed: m.disagreement_clause_label_changed,
  free_there: m.disagreement_clause_free_there,
  label_left: m.disagreement_clause_label_left,
  unclaimed: m.disagreement_clause_unclaimed,
  in_doubt_too_long: m.disagreement_clause_in_doubt_too_long,
};

const ANSWERS: Record<Answer, () => string> = {
  wrong_person: m.answer_title_wrong_person,
  another_asset: m.answer_title_another_asset,
  add_member: m.answer_title_add_member,
  release_unit: m.answer_title_release_unit,
  accept_loan: m.answer_title_accept_loan,
  returned: m.answer_title_returned,
  take_back: m.answer_title_take_back,
  lend_again: m.answer_title_lend_again,
  put_reserved: m.answer_title_put_reserved,
  put_available: m.answer_title_put_available,
  send_again: m.answer_title_send_again,
  give_up: m.answer_title_give_up,
  keep: m.answer_title_keep,
};

/** A disagreement as a heading: Checked out outside the project. */
export const disagreementTitle = (about: Disagreement): string => TITLES[about]();

/** The same in two or three words of a sentence: outside the project. */
export const disagreementClause = (about: Disagreement): string => CLAUSES[about]();

/** An answer as a heading: Right device, wrong person picked in Snipe-IT. */
export const answerTitle = (answer: Answer): string => ANSWERS[answer]();
