import type {
  CannotApprove,
  CannotHandOver,
  DeskError,
  KeyringProblem,
  Problem,
  ServerProblem,
  StorageProblem,
  UnitState,
} from "./bindings";
import { clock } from "./format";
import { m } from "./messages";
import { number } from "./format";
import { standingText } from "./standing";

/** What happened and what to do about it, for any failed command. */
export function sentence(error: DeskError): string {
  switch (error.code) {
    case "invalid":
      return m.error_invalid();
    case "not_found":
      return m.error_not_found();
    case "not_possible":
      return m.error_not_possible();
    case "too_late":
      return m.error_too_late();
    case "no_workspace":
      return m.error_no_workspace();
    case "storage":
      return storageText(error.problem);
    case "server":
      return serverText(error.problem);
    case "keyring":
      return keyringText(error.problem);
  }
}

/** What is wrong with the workspace file. */
export function storageText(problem: StorageProblem): string {
  const texts = {
    disk_full: m.storage_disk_full,
    read_only: m.storage_read_only,
    locked: m.storage_locked,
    corrupt: m.storage_corrupt,
    newer: m.storage_newer,
    other: m.storage_other,
  };
  return texts[problem]();
}

/** What is wrong with the keyring. */
export function keyringText(problem: KeyringProblem): string {
  const texts = {
    missing: m.keyring_missing,
    locked: m.keyring_locked,
    opening: m.keyring_opening,
    other: m.keyring_other,
  };
  return texts[problem]();
}

/** What is wrong between here and Snipe-IT, and what to do. */
export function serverText(problem: ServerProblem): string {
  switch (problem.kind) {
    case "throttled":
      return problem.until
        ? m.server_throttled_until({ time: clock(problem.until) })
        : m.server_throttled();
    case "refused":
      return m.server_refused({ message: problem.message });
    case "no_such_host":
      return m.server_no_such_host();
    case "connection_refused":
      return m.server_connection_refused();
    case "timed_out":
      return m.server_timed_out();
    case "connection_lost":
      return m.server_connection_lost();
    case "unknown_certificate":
      return m.server_unknown_certificate();
    case "expired_certificate":
      return m.server_expired_certificate();
    case "wrong_host_certificate":
      return m.server_wrong_host_certificate();
    case "changed_certificate":
      return m.server_changed_certificate();
    case "bad_certificate":
      return m.server_bad_certificate();
    case "trouble":
      return m.server_trouble();
    case "not_snipe_it":
      return m.server_not_snipe_it();
    case "token_refused":
      return m.server_token_refused();
    case "forbidden":
      return m.server_forbidden();
    case "malformed":
      return m.server_malformed();
  }
}

/** The same in one or two words, for the status bar. */
export function serverWord(problem: ServerProblem): string {
  const words = {
    no_such_host: m.server_word_no_such_host,
    connection_refused: m.server_word_connection_refused,
    timed_out: m.server_word_timed_out,
    connection_lost: m.server_word_connection_lost,
    unknown_certificate: m.server_word_certificate,
    expired_certificate: m.server_word_certificate,
    wrong_host_certificate: m.server_word_certificate,
    changed_certificate: m.server_word_changed_certificate,
    bad_certificate: m.server_word_certificate,
    throttled: m.server_word_throttled,
    trouble: m.server_word_trouble,
    refused: m.server_word_refused,
    not_snipe_it: m.server_word_not_snipe_it,
    token_refused: m.server_word_token_refused,
    forbidden: m.server_word_forbidden,
    malformed: m.server_word_malformed,
  };
  return words[problem.kind]();
}

/** What is wrong with one field. */
export function problemText(problem: Problem): string {
  switch (problem.code) {
    case "too_long":
      return m.problem_too_long({ max: problem.max });
    case "out_of_range":
      return m.problem_out_of_range({ min: problem.min, max: problem.max });
    case "blocked":
      return m.problem_blocked({ reason: problem.reason });
    case "required":
      return m.problem_required();
    case "not_an_email":
      return m.problem_not_an_email();
    case "not_a_link":
      return m.problem_not_a_link();
    case "taken":
      return m.problem_taken();
    case "repeated":
      return m.problem_repeated();
    case "unknown":
      return m.problem_unknown();
    case "ends_before_start":
      return m.problem_ends_before_start();
    case "in_the_past":
      return m.problem_in_the_past();
    case "not_a_member":
      return m.problem_not_a_member();
    case "project_closed":
      return m.problem_project_closed();
    case "unreadable":
      return m.problem_unreadable();
    case "not_an_address":
      return m.problem_not_an_address();
    case "not_secure":
      return m.problem_not_secure();
    case "not_a_token":
      return m.problem_not_a_token();
    case "not_deployable":
      return m.problem_not_deployable();
    case "not_a_zone":
      return m.problem_not_a_zone();
  }
}

/** Why a unit could not be approved; nothing was sent. */
export function cannotApproveText(reason: CannotApprove): string {
  switch (reason.code) {
    case "not_pending":
      return notPossibleText(reason.state);
    case "under_way":
      return m.cannot_under_way();
    case "project_not_active":
      return m.cannot_project_not_active();
    case "requester_blocked":
      return m.cannot_requester_blocked({ reason: reason.reason });
    case "no_asset_chosen":
      return m.cannot_no_asset_chosen();
    case "claimed":
      return m.cannot_claimed({ number: number(reason.by) });
    case "period_over":
      return m.cannot_period_over();
  }
}

/** Why a unit could not be handed over, and what to do; nothing was sent. */
export function cannotHandOverText(reason: CannotHandOver, name: string): string {
  switch (reason.code) {
    case "not_reserved":
      return m.cannot_hand_over_not_reserved({ state: standingText(reason.state) });
    case "under_way":
      return m.cannot_under_way();
    case "blocked":
      return m.cannot_hand_over_blocked({ name, reason: reason.reason });
    case "no_user":
      return m.cannot_hand_over_no_user({ name });
    case "not_in_project":
      return m.cannot_hand_over_not_in_project({ name });
  }
}

/** A unit stands elsewhere than the window thought. */
export function notPossibleText(state: UnitState): string {
  return m.cannot_not_pending({ state: standingText(state) });
}
