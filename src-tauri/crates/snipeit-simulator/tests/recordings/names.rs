//! What the recorded server's places, makers and categories were called.

pub const COMPANIES: [&str; 3] = ["Universidade de Aveiro", "DETI", "IEETA"];

pub const LOCATIONS: [&str; 12] = [
    "Edifício 4 — DETI",
    "Maker Lab 4.1.02",
    "Lab. Eletrónica 4.2.07",
    "Armazém <A>",
    "Sala \"Limpa\"",
    "Gabinete 4.3.11",
    "Lab. Redes & Telecom",
    "Corredor 2º piso",
    "Anf. IV",
    "Secretaria",
    "IEETA 1.08",
    "Sala O'Brien",
];

pub const PENDING: &str = "These assets are not yet ready to be deployed, usually because of \
                       configuration or waiting on parts.";

pub const CATEGORIES: [(u32, &str); 9] = [
    (1, "Misc Software"),
    (10, "Osciloscópios"),
    (11, "Placas de desenvolvimento"),
    (12, "Multímetros"),
    (13, "Impressoras 3D"),
    (14, "Fontes de alimentação"),
    (15, "Ferramentas"),
    (16, "Sensores & Módulos"),
    (17, "Portáteis"),
];

pub const MANUFACTURERS: [&str; 12] = [
    "Rigol",
    "Tektronix",
    "Keysight",
    "Arduino",
    "Raspberry Pi",
    "Fluke",
    "Prusa Research",
    "Raise3D",
    "Weller",
    "Siglent",
    "Xilinx & Co",
    "Adafruit",
];

pub const SUPPLIERS: [&str; 6] =
    ["Farnell", "Mouser", "PTRobotics", "RS Amidata", "Digi-Key", "Botnroll"];

pub const DEPARTMENTS: [(&str, u32, u32); 5] = [
    ("Eletrónica", 1, 9),
    ("Informática", 2, 5),
    ("Telecomunicações", 1, 12),
    ("Serviços & Apoio", 2, 2),
    ("Investigação", 2, 4),
];
