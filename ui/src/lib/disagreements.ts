/** Discrepancies in a sentence each. */
import type { Answer, Disagreement } from "./bindings";
import { m } from "./messages";

const ABOUT: Record<Disagreement, () => string> = {
  outside_project: m.disagreement_outside_project,
  out_while_pending: m.disagreement_out_while_pending,
  out_again: m.disagreement_out_again,
  automatic_check_in: m.disagreement_automatic_check_in,
  still_held: m.disagreement_still_held,
  out_here_in_there: m.disagreement_out_here_in_there,
  deleted_while_out: m.disagreement_deleted_while_out,
  asset_gone: m.disagreement_asset_gone,
  label_changed: m.disagreement_label_changed,
  free_there: m.disagreement_free_there,
  label_left: m.disagreement_label_left,
  unclaimed: m.disagreement_unclaimed,
  in_doubt_too_long: m.disagreement_in_doubt_too_long,
};

/** What Snipe-IT and the workspace disagree about. */
export const disagreementText = (about: Disagreement): string => ABOUT[about]();

const ANSWERS: Record<Answer, () => string> = {
  wrong_person: m.answer_wrong_person,
  another_asset: m.answer_another_asset,
  add_member: m.answer_add_member,
  release_unit: m.answer_release_unit,
  accept_loan: m.answer_accept_loan,
  returned: m.answer_returned,
  take_back: m.answer_take_back,
  lend_again: m.answer_lend_again,
  put_reserved: m.answer_put_reserved,
  put_available: m.answer_put_available,
  send_again: m.answer_send_again,
  give_up: m.answer_give_up,
  keep: m.answer_keep,
};

/** What a person said about it. */
export const answerText = (answer: Answer): string => ANSWERS[answer]();
