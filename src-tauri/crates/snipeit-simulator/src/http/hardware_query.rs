//! Which assets a list contains, and in which order. What is misspelt is ignored without a word.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::ask::{Ask, Query};
use super::listing::{Column, Key, sorted};
use crate::lab::Lab;
use crate::lab::find::folded;
use crate::lab::model::{Asset, Holder, LabelKind};

pub(crate) const COLUMNS: &[Column<Asset>] = &[
    ("created_at", |a| time(Some(a.created_at))),
    ("id", |a| Key::Number(a.id.into())),
    ("name", |a| Key::Text(folded(a.name.as_deref().unwrap_or_default()))),
    ("asset_tag", |a| Key::Text(a.tag.to_lowercase())),
    ("serial", |a| Key::Text(folded(a.serial.as_deref().unwrap_or_default()))),
    ("updated_at", |a| time(Some(a.updated_at))),
    ("last_checkout", |a| time(a.last_checkout)),
    ("last_checkin", |a| time(a.last_checkin)),
    ("expected_checkin", |a| {
        Key::Text(a.expected_checkin.map(|d| d.to_string()).unwrap_or_default())
    }),
    ("checkout_counter", |a| Key::Number(a.checkouts.into())),
    ("checkin_counter", |a| Key::Number(a.checkins.into())),
    ("model_id", |a| Key::Number(a.model.into())),
    ("status_id", |a| Key::Number(a.label.into())),
];

/// What one asks for by number.
const NUMBERS: [(&str, Number); 8] = [
    ("status_id", |_, asset| Some(asset.label)),
    ("model_id", |_, asset| Some(asset.model)),
    ("category_id", |lab, asset| Some(lab.models.get(&asset.model)?.category)),
    ("manufacturer_id", |lab, asset| lab.models.get(&asset.model)?.manufacturer),
    ("supplier_id", |_, asset| asset.supplier),
    ("company_id", |_, asset| asset.company),
    ("location_id", |_, asset| asset.location),
    ("rtd_location_id", |_, asset| asset.home),
];

type Number = fn(&Lab, &Asset) -> Option<u32>;

/// A query read once, so that looking at a hundred thousand assets costs little.
struct Wanted<'a> {
    status: &'a str,
    by_label: bool,
    numbers: Vec<(Number, Vec<u32>)>,
    tag: Option<String>,
    serial: Option<String>,
    holder: Option<Holder>,
    search: Option<String>,
    columns: BTreeMap<String, String>,
}

impl Wanted<'_> {
    fn read(query: &Query) -> Wanted<'_> {
        let numbers = NUMBERS.iter().map(|(name, number)| (*number, query.ids(name)));
        Wanted {
            status: query.get("status").unwrap_or_default(),
            by_label: query.get("status_id").is_some(),
            numbers: numbers.filter(|(_, wanted)| !wanted.is_empty()).collect(),
            tag: query.get("asset_tag").map(folded),
            serial: query.get("serial").map(folded),
            holder: holder(query),
            search: query.get("search").map(|text| folded(&text.replace('%', ""))),
            columns: column_filter(query),
        }
    }

    fn includes(&self, lab: &Lab, asset: &Asset) -> bool {
        self.stands(lab, asset)
            && self.numbers.iter().all(|(number, wanted)| {
                number(lab, asset).is_some_and(|number| wanted.contains(&number))
            })
            && same(self.tag.as_ref(), Some(&asset.tag))
            && same(self.serial.as_ref(), asset.serial.as_ref())
            && self.holder.is_none_or(|holder| asset.holder == Some(holder))
            && self.search.as_ref().is_none_or(|text| mentions(lab, asset, text))
            && self.columns.iter().all(|(name, text)| has(lab, asset, name, text))
    }

    /// `status`: archived and deleted assets appear only where they are asked for.
    fn stands(&self, lab: &Lab, asset: &Asset) -> bool {
        if self.status == "Deleted" {
            return asset.deleted_at.is_some();
        }
        let kind = lab.labels.get(&asset.label).map(|label| label.kind);
        asset.deleted_at.is_none()
            && match self.status {
                "Archived" => kind == Some(LabelKind::Archived),
                "Deployed" => asset.holder.is_some(),
                "RTD" => asset.holder.is_none() && kind == Some(LabelKind::Deployable),
                "Pending" => asset.holder.is_none() && kind == Some(LabelKind::Pending),
                "Undeployable" => kind == Some(LabelKind::Undeployable),
                "Requestable" | "byod" => false,
                _ => kind != Some(LabelKind::Archived) || self.by_label,
            }
    }
}

/// The assets asked for.
pub(crate) fn assets<'a>(lab: &'a Lab, ask: &Ask) -> Vec<&'a Asset> {
    let wanted = Wanted::read(&ask.query);
    let rows = lab.assets.values();
    let rows = rows.filter(|asset| wanted.includes(lab, asset) && lab.shows(&ask.token, asset));
    sorted(&ask.query, rows.collect(), COLUMNS)
}

/// `assigned_to` counts only together with `assigned_type`.
fn holder(query: &Query) -> Option<Holder> {
    let (id, kind) = (query.number("assigned_to")?, query.get("assigned_type")?);
    let id = u32::try_from(id).unwrap_or(0);
    match kind.rsplit('\\').next() {
        Some("Location") => Some(Holder::Location(id)),
        Some("Asset") => Some(Holder::Asset(id)),
        _ => Some(Holder::User(id)),
    }
}

fn same(wanted: Option<&String>, value: Option<&String>) -> bool {
    wanted.is_none_or(|wanted| value.is_some_and(|value| folded(value) == *wanted))
}

/// Assets that are to come back by a day, soonest first.
pub(crate) fn due<'a>(lab: &'a Lab, ask: &Ask, due: impl Fn(NaiveDate) -> bool) -> Vec<&'a Asset> {
    let rows = lab.assets().filter(|asset| asset.holder.is_some() && lab.shows(&ask.token, asset));
    let rows = rows.filter(|asset| asset.expected_checkin.is_some_and(&due));
    sorted(&ask.query, rows.collect(), COLUMNS)
}

/// `filter={"model":"Rigol"}`: texts by column. What is not an object of texts is ignored.
fn column_filter(query: &Query) -> BTreeMap<String, String> {
    let filter = query.get("filter").and_then(|text| serde_json::from_str(text).ok());
    filter.unwrap_or_default()
}

/// Columns that are not known are ignored.
fn has(lab: &Lab, asset: &Asset, column: &str, text: &str) -> bool {
    let model = lab.models.get(&asset.model);
    let value = match column {
        "name" => asset.name.as_deref(),
        "asset_tag" => Some(asset.tag.as_str()),
        "serial" => asset.serial.as_deref(),
        "notes" => asset.notes.as_deref(),
        "model" => model.map(|model| model.name.as_str()),
        "model_number" => model.and_then(|model| model.number.as_deref()),
        _ => return true,
    };
    value.is_some_and(|value| folded(value).contains(&folded(text)))
}

/// Search looks at an asset's own texts, its model's and its places', not at its holder's.
fn mentions(lab: &Lab, asset: &Asset, text: &str) -> bool {
    let model = lab.models.get(&asset.model);
    let maker = model.and_then(|m| lab.manufacturers.get(&m.manufacturer?));
    let place = asset.location.and_then(|id| lab.locations.get(&id));
    let texts = [
        asset.name.as_deref(),
        Some(asset.tag.as_str()),
        asset.serial.as_deref(),
        asset.notes.as_deref(),
        model.map(|m| m.name.as_str()),
        model.and_then(|m| m.number.as_deref()),
        model.and_then(|m| lab.categories.get(&m.category)).map(|c| c.name.as_str()),
        maker.map(|maker| maker.name.as_str()),
        place.map(|place| place.name.as_str()),
    ];
    texts.into_iter().flatten().any(|candidate| folded(candidate).contains(text))
}

fn time(at: Option<DateTime<Utc>>) -> Key {
    Key::Number(at.map_or(i64::MIN, |at| at.timestamp()))
}
