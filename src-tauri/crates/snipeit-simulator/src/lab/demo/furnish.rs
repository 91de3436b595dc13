//! Rooms, catalogue and shelves of the demo lab.

use chrono::{DateTime, Duration, Utc};

use crate::lab::Lab;
use crate::lab::model::NewAsset;

const CATALOGUE: &str = include_str!("catalogue.tsv");

const CAMPUS: &str = "Campus";

/// The awkward name every lab has one of.
const AWKWARD: &str = "Osciloscópio \"Rigol\" <DS1054Z> & sondas";

const AVAILABLE: u32 = 2;

/// A line of the catalogue: a model and how many the lab has.
struct Entry<'a> {
    model: &'a str,
    number: &'a str,
    manufacturer: &'a str,
    category: &'a str,
    home: &'a str,
    supplier: &'a str,
    units: usize,
    euros: u32,
    serial: &'a str,
    /// What belongs to it, if anything does.
    notes: Option<&'a str>,
}

/// Buildings, rooms, and the department they belong to.
pub(super) fn rooms(lab: &mut Lab, at: DateTime<Utc>) {
    let company = lab.add_company("Departamento de Eletrónica e Informática", at);
    let building = lab.add_location("Building 2", None, at);
    lab.add_location(CAMPUS, None, at);
    for entry in catalogue() {
        if location(lab, entry.home).is_none() {
            lab.add_location(entry.home, Some(building), at);
        }
    }
    lab.add_department("Engenharia Eletrónica", Some(company), Some(building), at);
}

/// Where students are, as far as the server knows.
pub(super) fn campus(lab: &Lab) -> Option<u32> {
    location(lab, CAMPUS)
}

/// A location by name.
pub(super) fn location(lab: &Lab, name: &str) -> Option<u32> {
    lab.locations().find(|place| place.name == name).map(|place| place.id)
}

/// Every model with its units, bought little by little.
pub(super) fn shelves(lab: &mut Lab, opened: DateTime<Utc>) {
    for entry in catalogue() {
        let model = model(lab, &entry, opened);
        for _ in 0..entry.units {
            shelve(lab, &entry, model, opened);
        }
    }
}

fn shelve(lab: &mut Lab, entry: &Entry, model: u32, opened: DateTime<Utc>) {
    let index = lab.last_asset + 1;
    let bought = opened + Duration::days(i64::from(index) * 2) + Duration::minutes(547);
    let asset = NewAsset {
        tag: format!("ML-{index:04}"),
        name: (index == 3).then(|| AWKWARD.to_owned()),
        serial: Some(format!("{}{:05}", entry.serial, (index * 7919 + 41) % 100_000)),
        model,
        label: AVAILABLE,
        home: location(lab, entry.home),
        supplier: supplier(lab, entry.supplier, opened),
        company: lab.companies.keys().next().copied(),
        notes: entry.notes.map(str::to_owned),
        purchase_date: Some(bought.date_naive() - Duration::days(5)),
        purchase_cost: Some(entry.euros * 100 - 10),
    };
    lab.add_asset(asset, bought);
}

fn model(lab: &mut Lab, entry: &Entry, at: DateTime<Utc>) -> u32 {
    let category = category(lab, entry.category, at);
    let manufacturer = manufacturer(lab, entry.manufacturer, at);
    lab.add_model(entry.model, Some(entry.number), Some(manufacturer), category, at)
}

fn category(lab: &mut Lab, name: &str, at: DateTime<Utc>) -> u32 {
    let known = lab.categories.values().find(|c| c.name == name).map(|c| c.id);
    known.unwrap_or_else(|| lab.add_category(name, at))
}

fn manufacturer(lab: &mut Lab, name: &str, at: DateTime<Utc>) -> u32 {
    let known = lab.manufacturers.values().find(|m| m.name == name).map(|m| m.id);
    known.unwrap_or_else(|| lab.add_manufacturer(name, at))
}

fn supplier(lab: &mut Lab, name: &str, at: DateTime<Utc>) -> Option<u32> {
    let known = lab.suppliers.values().find(|s| s.name == name).map(|s| s.id);
    known.or_else(|| Some(lab.add_supplier(name, at)))
}

fn catalogue() -> impl Iterator<Item = Entry<'static>> {
    CATALOGUE.lines().skip(1).filter_map(entry)
}

fn entry(line: &'static str) -> Option<Entry<'static>> {
    let mut cells = line.split('\t');
    Some(Entry {
        model: cells.next()?,
        number: cells.next()?,
        manufacturer: cells.next()?,
        category: cells.next()?,
        home: cells.next()?,
        supplier: cells.next()?,
        units: cells.next()?.parse().ok()?,
        euros: cells.next()?.parse().ok()?,
        serial: cells.next()?,
        notes: cells.next(),
    })
}
