import type {
  Health,
  HealthState,
  LabelChoice,
  NotificationView,
  Session,
  Settings,
  TokenReport,
} from "$lib/bindings";
import { EVERY_RIGHT } from "./rights";
import { daysAgoAt, inSeconds, minutesAgo } from "./time";

export const sessions: Record<string, Session> = {
  welcome: { stage: "welcome" },
  open: {
    stage: "open",
    demo: false,
    technician: "Helena Duarte",
    host: "inventario.lab.example",
    language: "en",
  },
  demo: {
    stage: "open",
    demo: true,
    technician: "Helena Duarte",
    host: "127.0.0.1",
    language: "en",
  },
  broken: {
    stage: "broken",
    problem: "corrupt",
    path: "/home/helena/.local/share/org.toolcrib.desk/workspace.sqlite",
  },
};

export function health(state: HealthState): Health {
  const away = state === "offline" || state === "refused";
  return {
    state,
    since: minutesAgo(away ? 14 : 600),
    feed_at: state === "starting" ? null : minutesAgo(away ? 14 : 0.2),
    next_poll_at: inSeconds(3),
    poll_seconds: 15,
    paused: false,
    activity: state === "starting" ? null : 48219,
    reads_activity: true,
    budget: { limit: 120, remaining: state === "throttled" ? 0 : 86 },
    budget_refills_at: inSeconds(24),
    last_error: {
      at: daysAgoAt(0, 9, 2),
      problem: state === "refused" ? { kind: "token_refused" } : { kind: "timed_out" },
      recovered: !away,
    },
    queue: away ? 3 : 0,
    mirror: {
      assets: 1284,
      at: state === "starting" ? null : minutesAgo(away ? 14 : 0.2),
      next_at: inSeconds(48),
      first_pass: state === "starting" ? { read: 400, total: 1284 } : null,
      troubled: 0,
    },
    host: "inventario.lab.example",
    server_offset: null,
    retry_at: away || state === "throttled" ? inSeconds(38) : null,
  };
}

export const labels: LabelChoice[] = [
  { id: 1, name: "Available", kind: "deployable", assets: 812 },
  { id: 5, name: "Reserved", kind: "deployable", assets: 14 },
  { id: 6, name: "Checked Out", kind: "deployable", assets: 301 },
  { id: 7, name: "In repair", kind: "pending", assets: 22 },
  { id: 8, name: "Broken", kind: "undeployable", assets: 9 },
];

export const settings: Settings = {
  demo: false,
  address: "https://inventario.lab.example/snipe",
  technician: "Helena Duarte",
  token: "keyring",
  labels: { available: 1, reserved: 5, checked_out: 6 },
  label_choices: labels,
  zone: "Europe/Lisbon",
  public_address: null,
  language: "en",
  trust: { kind: "system" },
  undo_seconds: 5,
  after_return: "automatic",
  holds: "propose",
  folder: "/home/helena/.local/share/org.toolcrib.desk",
  version: "0.1.0",
};

export const tokenReport: TokenReport = {
  technician: "Helena Duarte",
  username: "hduarte",
  rights: {
    ...EVERY_RIGHT,
    read_activity: "missing",
    check_out: "unknown",
    delete_equipment: "missing",
  },
  assets: 1284,
  models: 212,
  people: 412,
  activity: 48219,
  activity_at: minutesAgo(3),
  labels,
  suggested: { available: 1, reserved: 5, checked_out: 6 },
  zone: "Europe/Lisbon",
  language: "en",
  version: "8.1.4",
};

export const notifications: NotificationView[] = [
  {
    id: "n1",
    at: minutesAgo(4),
    news: {
      kind: "checked_out",
      asset: "Câmara OAK-D",
      tag: "ML-0633",
      holder: "Gonçalo Araújo",
      activity: 48217,
    },
    requisition: "r1039",
    number: 1039,
    read: false,
  },
  {
    id: "n2",
    at: minutesAgo(52),
    news: {
      kind: "refused",
      asset: "Osciloscópio Rigol DS1054Z",
      tag: "ML-0409",
      refusal: { code: "taken_meanwhile", holder: "Duarte Figueiredo" },
    },
    requisition: "r1036",
    number: 1036,
    read: false,
  },
  {
    id: "n3",
    at: minutesAgo(120),
    news: {
      kind: "returned",
      asset: "Multímetro Fluke 117",
      tag: "ML-0214",
      holder: "Inês Conceição",
      activity: 48203,
    },
    requisition: "r1039",
    number: 1039,
    read: true,
  },
];
