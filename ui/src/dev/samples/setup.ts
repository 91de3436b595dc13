import type {
  AddressReport,
  ConnectionTrust,
  DeskError,
  Health,
  LabelChoice,
  List,
  ListView,
  TokenReport,
  TrustChoice,
} from "$lib/bindings";
import { health, labels, tokenReport } from "./desk";
import { minutesAgo } from "./time";

const certificate = {
  fingerprint: "9F4C21A7D05E8B136E90C2F847BD0A36E15D73C92B84F06A58E19D27B3C4610F",
  names: ["inventario.lab.example"],
  valid_from: "2026-03-03T12:00:00Z",
  valid_until: "2028-03-03T12:00:00Z",
};

const notSecure: DeskError = {
  code: "invalid",
  fields: [{ field: "address", problem: { code: "not_secure" } }],
};

/** `?certificate=unknown` shows one to compare; an http address wants its warning accepted. */
export function checkAddress(
  { address, trust }: { address: string; trust: TrustChoice },
  wish: string | null,
): AddressReport {
  if (address.startsWith("http:") && trust.kind !== "plain") throw notSecure;
  return { address, host: "inventario.lab.example", trust: judged(trust, wish), answered_in: 84 };
}

const protocol = "TLS 1.3";

function judged(trust: TrustChoice, wish: string | null): ConnectionTrust {
  if (trust.kind === "plain") return { kind: "plain" };
  if (trust.kind === "authority") return { kind: "authority", protocol, file: "lab-ca.pem" };
  if (trust.kind === "pin") return { kind: "pinned", protocol, certificate };
  if (!wish) return { kind: "known", protocol };
  return { kind: "untrusted", protocol, certificate, problem: { kind: "unknown_certificate" } };
}

/** The server as it is seen from Settings: `?certificate=changed` shows another than was pinned. */
export function serverTrust(trusted: boolean, wish: string | null): ConnectionTrust {
  if (trusted || wish !== "changed") return judged({ kind: "pin", fingerprint: "" }, null);
  return { kind: "untrusted", protocol, certificate, problem: { kind: "changed_certificate" } };
}

/** The health while the server shows another certificate. */
export function changedCertificate(): Health {
  const refused = health("refused");
  const problem = { kind: "changed_certificate" } as const;
  return { ...refused, last_error: { at: refused.since, problem, recovered: false } };
}

/** `?rights=none` lacks the right to hand over and a label for Reserved. */
export function report(wish: string | null): TokenReport {
  if (!wish) return tokenReport;
  const rights = { ...tokenReport.rights, read_activity: "allowed", check_out: "missing" } as const;
  const narrow = { ...rights, delete_equipment: "allowed" } as const;
  const suggested = { ...tokenReport.suggested, reserved: null };
  return wish === "none"
    ? { ...tokenReport, rights, suggested, labels: labels.filter(({ id }) => id !== 5) }
    : { ...tokenReport, rights: narrow };
}

/** A label as Snipe-IT has it once it was created. */
export function created(name: string): LabelChoice {
  return { id: 90, name, kind: "deployable", assets: 0 };
}

const ROWS: [List, number][] = [
  ["hardware", 1284],
  ["users", 412],
  ["companies", 3],
  ["locations", 18],
  ["categories", 24],
  ["manufacturers", 61],
  ["suppliers", 0],
  ["models", 212],
  ["status_labels", 7],
  ["departments", 9],
];

/** The ten lists; Suppliers may not be read, and the first pass of the assets may be under way. */
export function mirrorLists(reading: boolean): ListView[] {
  return ROWS.map(([list, rows]) => {
    const pass = reading && list === "hardware" ? { read: 400, total: rows } : null;
    const forbidden = list === "suppliers";
    return {
      list,
      rows,
      at: pass || forbidden ? null : minutesAgo(4),
      reading: pass,
      problem: forbidden ? { at: minutesAgo(4), problem: { kind: "forbidden" } } : null,
    };
  });
}
