//! Rooms, catalogue and people, in proportion to the number of assets.

use chrono::{DateTime, Utc};

use super::{lot, one_of};
use crate::lab::Lab;
use crate::lab::find::folded;
use crate::lab::model::{NewAsset, NewUser};

const PEOPLE: &str = include_str!("../demo/people.tsv");

const COMPANIES: [&str; 3] =
    ["Departamento de Eletrónica e Informática", "Serviços Técnicos", "Centro & Oficinas"];

const BUILDINGS: u32 = 5;

const KINDS: [&str; 16] = [
    "Osciloscópio",
    "Fonte de alimentação",
    "Multímetro",
    "Gerador de funções",
    "Analisador lógico",
    "Placa de desenvolvimento",
    "Raspberry Pi",
    "Portátil",
    "Câmara \"full frame\"",
    "Tripé",
    "Microfone",
    "Projetor",
    "Impressora 3D",
    "Estação de soldar",
    "Robô móvel",
    "Sonda <10x>",
];

const MAKERS: [&str; 12] = [
    "Rigol",
    "Tektronix",
    "Keysight",
    "Fluke",
    "Siglent",
    "Rohde & Schwarz",
    "Dell",
    "Lenovo",
    "Canon",
    "Weller",
    "Prusa",
    "Adafruit",
];

const SUPPLIERS: [&str; 6] =
    ["Farnell", "Mouser", "RS Components", "Worten Empresas", "PTRobotics", "Mauser"];

const AVAILABLE: u32 = 2;

/// What assets are made of and where they go.
pub(super) struct Stores {
    models: Vec<u32>,
    rooms: Vec<u32>,
    companies: Vec<u32>,
    suppliers: Vec<u32>,
    pub(super) borrowers: Vec<u32>,
}

impl Stores {
    /// The asset of this number, as it is bought.
    pub(super) fn asset(&self, number: u32, at: DateTime<Utc>) -> NewAsset {
        NewAsset {
            tag: format!("LAB-{number:06}"),
            name: lot(number, 1)
                .is_multiple_of(50)
                .then(|| format!("Banco <{number}> & \"reserva\"")),
            serial: Some(format!("SN{:08X}", lot(number, 2))),
            model: one_of(&self.models, number / 20, 3).unwrap_or(1),
            label: AVAILABLE,
            home: one_of(&self.rooms, number / 20, 4),
            supplier: one_of(&self.suppliers, number / 20, 5),
            company: one_of(&self.companies, number / 200, 6),
            notes: lot(number, 7)
                .is_multiple_of(40)
                .then(|| "Caixa *azul*, falta um cabo".to_owned()),
            purchase_date: Some(at.date_naive()),
            purchase_cost: Some(900 + lot(number / 20, 8) % 250_000),
        }
    }
}

/// Furnishes an empty lab for so many assets.
pub(super) fn furnish(lab: &mut Lab, assets: u32, at: DateTime<Utc>) -> Stores {
    let companies: Vec<u32> = COMPANIES.iter().map(|name| lab.add_company(name, at)).collect();
    let rooms = rooms(lab, (assets / 100).clamp(10, 250), at);
    for (index, kind) in KINDS.iter().enumerate() {
        let company = companies.get(index % companies.len()).copied();
        lab.add_department(&format!("Grupo de {kind}"), company, rooms.get(index).copied(), at);
    }
    Stores {
        models: models(lab, (assets / 50).clamp(16, 400), at),
        suppliers: SUPPLIERS.iter().map(|name| lab.add_supplier(name, at)).collect(),
        borrowers: people(lab, (assets / 40).clamp(20, 2_000), &rooms, at),
        companies,
        rooms,
    }
}

fn rooms(lab: &mut Lab, count: u32, at: DateTime<Utc>) -> Vec<u32> {
    let buildings: Vec<u32> =
        (1..=BUILDINGS).map(|n| lab.add_location(&format!("Edifício {n}"), None, at)).collect();
    let name = |n: u32| format!("Lab {}.{:02}, armário <{}>", n % BUILDINGS + 1, n / 8, n % 8);
    (0..count)
        .map(|n| lab.add_location(&name(n), one_of(&buildings, n % BUILDINGS, 0), at))
        .collect()
}

fn models(lab: &mut Lab, count: u32, at: DateTime<Utc>) -> Vec<u32> {
    let categories: Vec<u32> = KINDS.iter().map(|name| lab.add_category(name, at)).collect();
    let makers: Vec<u32> = MAKERS.iter().map(|name| lab.add_manufacturer(name, at)).collect();
    let mut model = |number: u32| {
        let kind = number as usize % KINDS.len();
        let maker = lot(number, 9) as usize % MAKERS.len();
        let series = format!("{}{}", &MAKERS[maker][..2].to_uppercase(), 100 + number);
        let name = format!("{} {} {series}", KINDS[kind], MAKERS[maker]);
        lab.add_model(&name, Some(&series), Some(makers[maker]), categories[kind], at)
    };
    (0..count).map(&mut model).collect()
}

/// First and last names are dealt anew in each round through the list of people.
fn people(lab: &mut Lab, count: u32, rooms: &[u32], at: DateTime<Utc>) -> Vec<u32> {
    let names: Vec<(&str, &str)> =
        PEOPLE.lines().filter_map(|line| line.split_once('\t')).collect();
    let mut enrol = |number: usize| {
        let (first, _) = names[number % names.len()];
        let (_, last) = names[(number + number / names.len() * 7) % names.len()];
        let username = format!("a{}", 90_000 + number);
        let user = NewUser {
            email: Some(format!("{}.{username}@uni.example", folded(first).replace(' ', ""))),
            employee_number: Some(format!("{}", 90_000 + number)),
            location: rooms.get(number % rooms.len().max(1)).copied(),
            username,
            ..NewUser::named(first, last)
        };
        lab.add_user(user, at)
    };
    (0..count as usize).map(&mut enrol).collect()
}
