//! Records as recorded replies tell them, put into a lab before the same question is asked.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde_json::Value;
use snipeit_simulator::{Action, Activity, Asset, Change, Holder, Item, Lab, Source, User};

use crate::image;

/// The only note with markup among the recorded assets.
const MARKED_UP: &str = "Nota com *markdown* e <b>html</b> & [link](http://example.org)";

/// Puts every whole asset, user and log row that a reply shows into the lab.
pub fn put_everything(lab: &mut Lab, reply: &Value) {
    let rows = reply["rows"].as_array().map_or(std::slice::from_ref(reply), Vec::as_slice);
    for row in rows {
        if row["asset_tag"].is_string() && row["available_actions"].is_object() {
            put_asset(lab, row);
        } else if row["username"].is_string() {
            put_user(lab, row);
        } else if row["action_type"].is_string() {
            put_row(lab, row);
        }
    }
}

/// Puts what is told of an asset in; what is not told stays as it is.
pub fn put_asset(lab: &mut Lab, told: &Value) {
    let id = id(told);
    let known = lab.asset(id).or_else(|| lab.asset(1)).unwrap().clone();
    put_holder(lab, &told["assigned_to"]);
    let zone = lab.zone();
    let time = |told: &Value| time_in(zone, told);
    let mut asset = Asset { id, ..known };
    let whole = told["asset_tag"].is_string();
    asset.label = told["status_label"]["id"].as_u64().map_or(asset.label, |id| id as u32);
    asset.holder = holder(&told["assigned_to"]);
    asset.location = some_id(&told["location"]);
    asset.home = some_id(&told["rtd_location"]);
    asset.expected_checkin = date(&told["expected_checkin"]);
    asset.last_checkout = time(&told["last_checkout"]);
    asset.last_checkin = time(&told["last_checkin"]);
    asset.updated_at = time(&told["updated_at"]).unwrap_or(asset.updated_at);
    asset.deleted_at = time(&told["deleted_at"]);
    asset.checkins = number(&told["checkin_counter"]);
    asset.checkouts = number(&told["checkout_counter"]);
    asset.name = text(&told["name"]);
    if whole {
        asset.created_at = time(&told["created_at"]).unwrap();
        tell_the_rest(&mut asset, told);
    }
    lab.put_asset(asset);
}

fn tell_the_rest(asset: &mut Asset, told: &Value) {
    asset.tag = text(&told["asset_tag"]).unwrap_or_default();
    asset.serial = text(&told["serial"]);
    asset.model = id(&told["model"]);
    asset.supplier = some_id(&told["supplier"]);
    asset.company = some_id(&told["company"]);
    asset.notes = told["notes"].as_str().map(|_| MARKED_UP.to_owned());
    asset.purchase_date = date(&told["purchase_date"]);
    asset.purchase_cost = told["purchase_cost"].as_str().map(cents);
}

/// A user who has an asset is told with names and addresses.
pub fn put_holder(lab: &mut Lab, told: &Value) {
    if told["type"] != "user" {
        return;
    }
    let known = lab.user(id(told)).cloned();
    if let Some(user) = known {
        lab.put_user(User {
            username: text(&told["username"]).unwrap(),
            first_name: text(&told["first_name"]).unwrap_or_default(),
            last_name: text(&told["last_name"]).unwrap_or_default(),
            email: text(&told["email"]),
            employee_number: text(&told["employee_number"]),
            ..user
        });
    }
}

fn put_user(lab: &mut Lab, told: &Value) {
    lab.put_user(User {
        id: id(told),
        first_name: text(&told["first_name"]).unwrap_or_default(),
        last_name: text(&told["last_name"]).unwrap_or_default(),
        username: text(&told["username"]).unwrap(),
        email: text(&told["email"]),
        employee_number: text(&told["employee_num"]),
        location: some_id(&told["location"]),
        department: some_id(&told["department"]),
        company: some_id(&told["company"]),
        activated: told["activated"] == true,
        locale: image::locale(&told["locale"]),
        created_at: time(&told["created_at"]).unwrap(),
        updated_at: time(&told["updated_at"]).unwrap(),
        deleted_at: time(&told["deleted_at"]),
    });
}

/// Puts a row of the log in, and the names it tells.
pub fn put_row(lab: &mut Lab, told: &Value) {
    put_new_asset(lab, &told["item"]);
    put_names(lab, told);
    lab.release(Activity {
        id: id(told),
        action: action(told["action_type"].as_str().unwrap()),
        item: item(&told["item"]),
        target: holder(&told["target"]),
        location: some_id(&told["location"]),
        by: id(&told["created_by"]),
        note: told["note"].as_str().map(unmarked),
        file: None,
        changes: changes(&told["log_meta"]),
        source: source(told["action_source"].as_str().unwrap()),
        agent: told["user_agent"].as_str().unwrap_or_default().to_owned(),
        action_date: time(&told["action_date"]).unwrap(),
        created_at: time(&told["created_at"]).unwrap(),
    });
}

/// An asset that was added while the recordings were made, of the first model.
fn put_new_asset(lab: &mut Lab, told: &Value) {
    let Some(id) = some_id(told).filter(|_| told["type"] == "asset") else { return };
    if lab.asset(id).is_none() {
        let first = lab.asset(1).unwrap().clone();
        lab.put_asset(Asset { id, ..first });
    }
}

/// Gives the item and the target of a row the names by which it tells of them.
pub fn put_names(lab: &mut Lab, told: &Value) {
    put_named_item(lab, &told["item"]);
    put_target(lab, &told["target"]);
}

/// "Name (TAG) - Model" and a serial number.
fn put_named_item(lab: &mut Lab, told: &Value) {
    let name = text(&told["name"]).unwrap_or_default();
    if told["type"] == "user" {
        return rename_user(lab, id(told), &name);
    }
    let known = lab.asset(some_id(told).unwrap_or(0)).cloned();
    let (Some(asset), Some((name, rest))) = (known, name.split_once(" (LAB-")) else { return };
    let tag = format!("LAB-{}", rest.split(')').next().unwrap());
    let name = Some(name.trim_start().to_owned()).filter(|name| !name.is_empty());
    lab.put_asset(Asset { name, tag, serial: text(&told["serial"]), ..asset });
}

fn put_target(lab: &mut Lab, told: &Value) {
    match told["type"].as_str() {
        Some("user") => rename_user(lab, id(told), &text(&told["name"]).unwrap()),
        Some("asset") => put_named_item(lab, told),
        _ => {}
    }
}

/// First names are one word among the recorded people.
fn rename_user(lab: &mut Lab, id: u32, name: &str) {
    let Some(user) = lab.user(id).cloned() else { return };
    let (first, last) = name.split_once(' ').unwrap_or((name, ""));
    lab.put_user(User { first_name: first.to_owned(), last_name: last.to_owned(), ..user });
}

fn changes(told: &Value) -> Vec<Change> {
    told.as_object().into_iter().flatten().map(|(key, change)| read_change(key, change)).collect()
}

fn read_change(key: &str, told: &Value) -> Change {
    let words = |side: &str| text(&told[side]).unwrap_or_default();
    let numbered = |side: &str| {
        let words = words(side);
        words.strip_prefix("[id: ")?.split(']').next()?.parse().ok()
    };
    let (old, new) = (words("old"), words("new"));
    match key {
        "Status Label" => {
            Change::Label { old: numbered("old").unwrap(), new: numbered("new").unwrap() }
        }
        "Current Location" | "Localização atual" => {
            Change::Location { old: numbered("old"), new: numbered("new") }
        }
        "expected_checkin" => Change::ExpectedCheckin { old, new },
        "name" => Change::Name { old, new },
        "notes" => Change::Notes { old, new },
        other => panic!("a recording changes {other}"),
    }
}

fn action(words: &str) -> Action {
    match words {
        "create new" | "criar novo" => Action::Create,
        "update" | "atualizar" => Action::Update,
        "checkout" | "alocar" => Action::CheckOut,
        "checkin from" | "devolver de" => Action::CheckIn,
        "delete" | "remover" => Action::Delete,
        other => panic!("a recording tells of {other}"),
    }
}

fn source(word: &str) -> Source {
    match word {
        "api" => Source::Api,
        "gui" => Source::Web,
        _ => Source::Unknown,
    }
}

fn item(told: &Value) -> Item {
    match told["type"].as_str() {
        Some("user") => Item::User(id(told)),
        _ => Item::Asset(some_id(told).unwrap_or(999_999)),
    }
}

fn holder(told: &Value) -> Option<Holder> {
    let id = some_id(told)?;
    match told["type"].as_str()? {
        "location" => Some(Holder::Location(id)),
        "asset" => Some(Holder::Asset(id)),
        _ => Some(Holder::User(id)),
    }
}

/// A text without the server's escaping; an empty one is none.
pub fn text(told: &Value) -> Option<String> {
    told.as_str().filter(|text| !text.is_empty()).map(plain)
}

/// Undoes the server's escaping once.
pub fn plain(text: &str) -> String {
    html_escape::decode_html_entities(text).into_owned()
}

fn unmarked(note: &str) -> String {
    plain(note)
}

fn id(told: &Value) -> u32 {
    number(&told["id"])
}

fn some_id(told: &Value) -> Option<u32> {
    told["id"].as_u64().map(|id| id as u32)
}

fn number(told: &Value) -> u32 {
    told.as_u64().unwrap_or(0) as u32
}

fn cents(told: &str) -> u32 {
    told.replace([',', '.'], "").parse().unwrap()
}

fn date(told: &Value) -> Option<NaiveDate> {
    told["date"].as_str().map(|day| day.parse().unwrap())
}

/// The recorded server's wall clock showed UTC in all but two recordings.
pub fn time(told: &Value) -> Option<DateTime<Utc>> {
    time_in(Tz::UTC, told)
}

fn time_in(zone: Tz, told: &Value) -> Option<DateTime<Utc>> {
    let wall = NaiveDateTime::parse_from_str(told["datetime"].as_str()?, "%Y-%m-%d %H:%M:%S");
    Some(zone.from_local_datetime(&wall.unwrap()).earliest().unwrap().to_utc())
}
