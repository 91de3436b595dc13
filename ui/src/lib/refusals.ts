/** Why what was decided did not come about. */
import type { Refusal } from "./bindings";
import { m } from "./messages";

/** Why an operation was refused. */
export function refusalText(refusal: Refusal): string {
  switch (refusal.code) {
    case "not_free":
      return notFreeText(refusal.reason);
    case "already_reserved":
      return m.refusal_already_reserved();
    case "asset_gone":
      return m.refusal_asset_gone();
    case "taken_meanwhile":
      return m.refusal_taken_meanwhile({ holder: refusal.holder });
    case "checked_out_meanwhile":
      return m.refusal_checked_out_meanwhile({ holder: refusal.holder });
    case "server_said":
      return m.refusal_server_said({ message: refusal.message });
    case "forbidden":
      return m.refusal_forbidden();
    case "foreign_label":
      return m.refusal_foreign_label({ label: refusal.label });
    case "label_missing":
      return m.refusal_label_missing();
    case "given_up":
      return m.refusal_given_up();
    case "overtaken":
      return m.refusal_overtaken();
  }
}

function notFreeText(reason: Extract<Refusal, { code: "not_free" }>["reason"]): string {
  switch (reason.why) {
    case "deleted":
      return m.refusal_deleted();
    case "archived":
      return m.refusal_archived({ label: reason.label });
    case "not_deployable":
      return reason.label
        ? m.refusal_not_deployable({ label: reason.label })
        : m.refusal_no_label();
    case "held":
      return m.refusal_held({ holder: reason.holder });
  }
}
