import type {
  EquipmentHit,
  PersonRow,
  ProjectRow,
  ProjectState,
  ProjectView,
  RequisitionFilter,
  RequisitionRow,
  Standing,
} from "$lib/bindings";
import { asset } from "./requisition";
import { daysAgoAt, inDays, minutesAgo } from "./time";

const NAMES = [
  "Ana Silva",
  "Inês Conceição",
  "Leonor Brandão",
  "Gonçalo Araújo",
  "Carolina Guimarães",
  "Duarte Figueiredo",
  "Rui Marques",
  "João Pereira",
  "<img src=x onerror=alert(1)>",
];

const PROJECTS = [
  "Estação meteorológica LoRa",
  "Braço robótico de triagem",
  "Prótese de mão impressa em 3D",
  "Osciloscópio de baixo custo",
  "Drone de inspeção agrícola",
  "Contador de energia NB-IoT",
];

const at = <T>(from: readonly T[], i: number): T => from[i % from.length] as T;

export const people: PersonRow[] = NAMES.map((name, i) => ({
  id: `person${i}`,
  name,
  email: `a${2024100 + i}@school.example`,
  role: i === 7 ? "professor" : "student",
  student_number: i === 7 ? null : String(2024100 + i),
  user: i % 3 === 0 ? 100 + i : null,
  blocked: i === 5 ? "Owes a returned probe" : null,
}));

const STATES: ProjectState[] = ["active", "active", "active", "pending", "active", "completed"];

export const projects: ProjectRow[] = PROJECTS.map((name, i) => ({
  id: `p${i + 1}`,
  name,
  state: at(STATES, i),
  course: "Engenharia de Computadores e Informática",
  academic_year: "2026/2027",
  group_number: i + 1,
  leader: at(NAMES, i),
  members: 3 + (i % 3),
  open_requisitions: (i * 2) % 5,
  created_at: daysAgoAt(10 + i, 9, 0),
}));

export function projectView(id: string): ProjectView {
  const row = projects.find((project) => project.id === id) ?? (projects[0] as ProjectRow);
  return {
    row,
    description: "Mede vento, chuva e temperatura no campus e publica por LoRaWAN.",
    tags: ["lora", "sensores"],
    links: ["https://git.school.example/lora"],
    approved_at: row.created_at,
    period: { from: "2026-09-01", until: "2027-01-15" },
    members: people.slice(0, row.members).map((person, i) => ({
      person: person.id,
      name: person.name,
      email: person.email,
      person_role: person.role,
      role: i === 0 ? "leader" : "member",
      blocked: person.blocked,
      on_loan: i < 3 ? 1 : 0,
      overdue: i === 0 ? 1 : 0,
    })),
  };
}

const STRIPS: Standing[][] = [
  ["pending", "pending", "pending", "pending"],
  ["will_be_approved", "reserved", "checked_out", "returned", "rejected"],
  ["checked_out", "overdue"],
  ["reserved"],
  ["returned", "returned", "returned"],
  ["in_doubt", "reserving"],
  ["due_today"],
];

const EQUIPMENT = [
  "DS1054Z, 2 × Raspberry Pi 5 8GB, 3 × LoRa SX1276 kit, Analog Discovery 3",
  "Fonte Rigol DP832, Câmara OAK-D",
  "2 × Multímetro Fluke 117",
];

export const requisitions: RequisitionRow[] = Array.from({ length: 240 }, (_, i) => ({
  id: `r${1042 - i}`,
  number: 1042 - i,
  project: at(PROJECTS, i),
  requester: at(NAMES, i),
  from: inDays(-i),
  until: inDays(14 - i),
  asked_at: minutesAgo(13 + i * 190),
  equipment: at(EQUIPMENT, i),
  strip: at(STRIPS, i),
}));

const OF: Record<RequisitionFilter, Standing[]> = {
  all: [],
  pending: ["pending"],
  reserved: ["reserved"],
  checked_out: ["checked_out", "overdue", "due_today"],
  overdue: ["overdue"],
  ended: ["returned"],
};

export const ofFilter = (filter: RequisitionFilter): RequisitionRow[] =>
  requisitions.filter(({ strip }) => filter === "all" || strip.some((s) => OF[filter].includes(s)));

export const equipment: EquipmentHit[] = [
  {
    kind: "model",
    id: 3,
    name: "Rigol DS1054Z",
    availability: { kind: "some", free: 9, total: 14 },
  },
  {
    kind: "asset",
    asset: asset(412, "ML-0412", "Osciloscópio Rigol DS1054Z", "Lab 2.14, cabinet B"),
    availability: { kind: "available", since: daysAgoAt(5, 12, 0) },
  },
  {
    kind: "asset",
    asset: asset(409, "ML-0409", 'Osciloscópio "Rigol" <DS1054Z> & sondas', "Lab 2.14"),
    availability: { kind: "held", holder: "Ana Silva", due: inDays(-2) },
  },
  {
    kind: "asset",
    asset: asset(535, "ML-0535", "Analog Discovery 3", "Makerspace"),
    availability: { kind: "claimed", number: 1039, project: "Braço robótico", until: inDays(6) },
  },
  {
    kind: "asset",
    asset: asset(456, "ML-0456", "Fonte Rigol DP832", "Repair shelf"),
    availability: { kind: "not_lendable", label: "In repair" },
  },
];
