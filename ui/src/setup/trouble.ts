import type { DeskError, KeyringProblem, ServerProblem } from "$lib/bindings";
import { problemText, sentence } from "$lib/desk";
import { m } from "$lib/messages";

/** What went wrong while connecting, and what the person at the desk can do about it. */
export type Trouble = {
  /** What happened. */
  title: string;
  /** What to do. */
  advice: string;
};

/** Connecting has sentences of its own: nobody knows the server yet, so each says where to look. */
export function troubleOf(error: DeskError): Trouble {
  if (error.code === "server") return serverTrouble(error.problem);
  if (error.code === "keyring") return keyringTrouble(error.problem);
  return { title: m.setup_not_stored(), advice: reason(error) };
}

/** Why something could not be stored; complaints about fields are told one by one. */
export function reason(error: DeskError): string {
  if (error.code !== "invalid") return sentence(error);
  return error.fields.map(({ problem }) => problemText(problem)).join(" ");
}

/** What is wrong between here and Snipe-IT. */
export function serverTrouble(problem: ServerProblem): Trouble {
  if (problem.kind === "refused") {
    return {
      title: m.setup_trouble_refused(),
      advice: m.setup_trouble_refused_advice({ message: problem.message }),
    };
  }
  const [title, advice] = SERVER[problem.kind];
  return { title: title(), advice: advice() };
}

/** Whether the trouble is about who the server claims to be. */
export function isCertificate(error: DeskError): boolean {
  return error.code === "server" && error.problem.kind.endsWith("_certificate");
}

/** What is wrong with the keyring. */
export function keyringTrouble(problem: KeyringProblem): Trouble {
  const [title, advice] = KEYRING[problem];
  return { title: title(), advice: advice() };
}

type Words = readonly [title: () => string, advice: () => string];

const SERVER: Record<Exclude<ServerProblem["kind"], "refused">, Words> = {
  no_such_host: [m.setup_trouble_no_such_host, m.setup_trouble_no_such_host_advice],
  connection_refused: [
    m.setup_trouble_connection_refused,
    m.setup_trouble_connection_refused_advice,
  ],
  timed_out: [m.setup_trouble_timed_out, m.setup_trouble_timed_out_advice],
  connection_lost: [m.setup_trouble_connection_lost, m.setup_trouble_connection_lost_advice],
  unknown_certificate: [
    m.setup_trouble_unknown_certificate,
    m.setup_trouble_unknown_certificate_advice,
  ],
  expired_certificate: [
    m.setup_trouble_expired_certificate,
    m.setup_trouble_expired_certificate_advice,
  ],
  wrong_host_certificate: [
    m.setup_trouble_wrong_host_certificate,
    m.setup_trouble_wrong_host_certificate_advice,
  ],
  changed_certificate: [
    m.setup_trouble_changed_certificate,
    m.setup_trouble_changed_certificate_advice,
  ],
  bad_certificate: [m.setup_trouble_bad_certificate, m.setup_trouble_bad_certificate_advice],
  throttled: [m.setup_trouble_throttled, m.setup_trouble_throttled_advice],
  trouble: [m.setup_trouble_trouble, m.setup_trouble_trouble_advice],
  not_snipe_it: [m.setup_trouble_not_snipe_it, m.setup_trouble_not_snipe_it_advice],
  token_refused: [m.setup_trouble_token_refused, m.setup_trouble_token_refused_advice],
  forbidden: [m.setup_trouble_forbidden, m.setup_trouble_forbidden_advice],
  malformed: [m.setup_trouble_malformed, m.setup_trouble_malformed_advice],
};

const KEYRING: Record<KeyringProblem, Words> = {
  missing: [m.setup_keyring_missing, m.setup_keyring_missing_advice],
  locked: [m.setup_keyring_locked, m.setup_keyring_locked_advice],
  opening: [m.setup_keyring_locked, m.keyring_opening],
  other: [m.setup_keyring_other, m.setup_keyring_other_advice],
};
