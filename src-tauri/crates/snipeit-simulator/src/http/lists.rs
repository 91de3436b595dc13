//! Models, categories, makers, suppliers, companies, departments, locations.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use chrono::{DateTime, Utc};
use serde_json::Value;

use super::ask::{Ask, Query};
use super::errors::{self, Answer, Refusal};
use super::listing::{Column, Key, paged, sorted};
use super::render::{Counts, Scribe};
use crate::lab::Lab;
use crate::lab::find::folded;
use crate::lab::model::{Asset, AssetModel, Department, Location, Named};
use crate::lab::rights::Permission;
use crate::server::Shared;

/// A small table: where it is, who may see it, how it is counted, sorted and written.
struct Table<T: 'static> {
    rows: fn(&Lab) -> &BTreeMap<u32, T>,
    right: Permission,
    /// As the server calls it when it is not found.
    singular: &'static str,
    name: fn(&T) -> &str,
    /// What a search finds besides the name.
    also: fn(&Lab, &T) -> Vec<String>,
    columns: &'static [Column<T>],
    owner: fn(&Lab, &Asset) -> Option<u32>,
    write: fn(&Scribe, &T, &dyn Fn(u32) -> usize) -> Value,
}

impl<T> Table<T> {
    fn list(&self, shared: &Shared, ask: &Ask) -> Answer {
        ask.needs(self.right)?;
        Ok(shared.read(|lab| {
            let counts = self.counts(lab);
            let rows = (self.rows)(lab).values().filter(|row| self.fits(lab, row, &ask.query));
            let rows = sorted(&ask.query, rows.collect(), self.columns);
            let scribe = Scribe::new(lab, &ask.token, &shared.address, shared.now());
            let count = |id: u32| counts.get(id);
            paged(&ask.query, &rows, |row| (self.write)(&scribe, row, &count))
        }))
    }

    fn show(&self, shared: &Shared, ask: &Ask, id: &str) -> Answer {
        ask.needs(self.right)?;
        shared.read(|lab| {
            let row = id.parse::<u32>().ok().and_then(|id| (self.rows)(lab).get(&id));
            let row = row.ok_or_else(|| self.missing())?;
            let counts = self.counts(lab);
            let count = |id: u32| counts.get(id);
            let scribe = Scribe::new(lab, &ask.token, &shared.address, shared.now());
            Ok(errors::json(200, (self.write)(&scribe, row, &count)))
        })
    }

    fn missing(&self) -> Refusal {
        Refusal::said(format!("{} not found", self.singular), Value::Null)
    }

    fn counts(&self, lab: &Lab) -> Counts {
        Counts::of(lab.assets().filter_map(|asset| (self.owner)(lab, asset)))
    }

    fn fits(&self, lab: &Lab, row: &T, query: &Query) -> bool {
        let name = folded((self.name)(row));
        query.get("name").is_none_or(|wanted| folded(wanted) == name)
            && query.get("search").is_none_or(|text| self.mentions(lab, row, &folded(text)))
    }

    fn mentions(&self, lab: &Lab, row: &T, text: &str) -> bool {
        folded((self.name)(row)).contains(text)
            || (self.also)(lab, row).iter().any(|also| folded(also).contains(text))
    }
}

/// A model's number, maker and category.
fn about_model(lab: &Lab, model: &AssetModel) -> Vec<String> {
    let maker = model.manufacturer.and_then(|id| lab.manufacturers.get(&id));
    let category = lab.categories.get(&model.category);
    let names = maker.into_iter().chain(category).map(|record| record.name.clone());
    names.chain(model.number.clone()).collect()
}

const MODELS: Table<AssetModel> = Table {
    rows: |lab| &lab.models,
    right: Permission::ModelsView,
    singular: "AssetModel",
    name: |row| &row.name,
    also: about_model,
    columns: &[
        ("created_at", |row| time(row.created_at)),
        ("id", |row| id(row.id)),
        ("name", |row| text(&row.name)),
        ("updated_at", |row| time(row.updated_at)),
    ],
    owner: |_, asset| Some(asset.model),
    write: |scribe, row, count| scribe.model(row, count(row.id)),
};

/// Ignores `sort=updated_at`.
const CATEGORIES: Table<Named> = Table {
    rows: |lab| &lab.categories,
    right: Permission::CategoriesView,
    singular: "Category",
    name: |row| &row.name,
    also: |_, _| Vec::new(),
    columns: &[
        ("created_at", |row| time(row.created_at)),
        ("id", |row| id(row.id)),
        ("name", |row| text(&row.name)),
    ],
    owner: |lab, asset| Some(lab.models.get(&asset.model)?.category),
    write: |scribe, row, count| scribe.category(row, count(row.id)),
};

const MANUFACTURERS: Table<Named> = Table {
    rows: |lab| &lab.manufacturers,
    right: Permission::ManufacturersView,
    singular: "Manufacturer",
    name: |row| &row.name,
    also: |_, _| Vec::new(),
    columns: NAMED,
    owner: |lab, asset| lab.models.get(&asset.model)?.manufacturer,
    write: |scribe, row, count| scribe.manufacturer(row, count(row.id)),
};

/// Ignores `sort=updated_at` and `sort=id`.
const SUPPLIERS: Table<Named> = Table {
    rows: |lab| &lab.suppliers,
    right: Permission::SuppliersView,
    singular: "Supplier",
    name: |row| &row.name,
    also: |_, _| Vec::new(),
    columns: &[("created_at", |row| time(row.created_at)), ("name", |row| text(&row.name))],
    owner: |_, asset| asset.supplier,
    write: |scribe, row, count| scribe.supplier(row, count(row.id)),
};

const COMPANIES: Table<Named> = Table {
    rows: |lab| &lab.companies,
    right: Permission::CompaniesView,
    singular: "Company",
    name: |row| &row.name,
    also: |_, _| Vec::new(),
    columns: NAMED,
    owner: |_, asset| asset.company,
    write: |scribe, row, count| scribe.company(row, count(row.id)),
};

/// Ignores `sort=updated_at`.
const DEPARTMENTS: Table<Department> = Table {
    rows: |lab| &lab.departments,
    right: Permission::DepartmentsView,
    singular: "Department",
    name: |row| &row.name,
    also: |_, _| Vec::new(),
    columns: &[
        ("created_at", |row| time(row.created_at)),
        ("id", |row| id(row.id)),
        ("name", |row| text(&row.name)),
    ],
    owner: |_, _| None,
    write: |scribe, row, _| scribe.department(row),
};

const LOCATIONS: Table<Location> = Table {
    rows: |lab| &lab.locations,
    right: Permission::LocationsView,
    singular: "Location",
    name: |row| &row.name,
    also: |_, _| Vec::new(),
    columns: &[
        ("created_at", |row| time(row.created_at)),
        ("id", |row| id(row.id)),
        ("name", |row| text(&row.name)),
        ("updated_at", |row| time(row.created_at)),
    ],
    owner: |_, asset| asset.location,
    write: |scribe, row, _| scribe.place(row),
};

const NAMED: &[Column<Named>] = &[
    ("created_at", |row| time(row.created_at)),
    ("id", |row| id(row.id)),
    ("name", |row| text(&row.name)),
    ("updated_at", |row| time(row.created_at)),
];

fn time(at: DateTime<Utc>) -> Key {
    Key::Number(at.timestamp())
}

fn id(id: u32) -> Key {
    Key::Number(id.into())
}

fn text(text: &str) -> Key {
    Key::Text(folded(text))
}

macro_rules! handlers {
    ($($list:ident, $show:ident => $table:ident),+ $(,)?) => {$(
        pub(crate) async fn $list(State(shared): State<Arc<Shared>>, ask: Ask) -> Answer {
            $table.list(&shared, &ask)
        }

        pub(crate) async fn $show(
            State(shared): State<Arc<Shared>>,
            Path(id): Path<String>,
            ask: Ask,
        ) -> Answer {
            $table.show(&shared, &ask, &id)
        }
    )+};
}

handlers! {
    models, model => MODELS,
    categories, category => CATEGORIES,
    manufacturers, manufacturer => MANUFACTURERS,
    suppliers, supplier => SUPPLIERS,
    companies, company => COMPANIES,
    departments, department => DEPARTMENTS,
    locations, location => LOCATIONS,
}
