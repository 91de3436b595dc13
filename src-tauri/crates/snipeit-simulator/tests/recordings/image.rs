//! A lab in the image of the recorded server: the same ids, tags, labels, places and log rows.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::{DateTime, Duration, TimeZone, Utc};
use chrono_tz::UTC;
use serde_json::Value;
use snipeit_simulator::{
    Action, Activity, Asset, Change, Holder, Item, Lab, Label, Locale, Location, Named, NewAsset,
    NewUser, Source, User,
};

use crate::exchange;
use crate::names::{
    CATEGORIES, COMPANIES, DEPARTMENTS, LOCATIONS, MANUFACTURERS, PENDING, SUPPLIERS,
};
use crate::read_back::{plain, put_asset};

/// The low-privilege user; the next one is a superuser who reads Portuguese.
pub const LOWPRIV: u32 = 2;

const USERS: u32 = 203;
const DELETED_USER: u32 = 201;
const ASSETS: u32 = 2150;

/// Row 203 of the log is the last user's, row 2353 the last asset's; then 1,100 loans that ended,
/// 350 that run, 1,247 edits, 70 deleted assets and one deleted user.
const LOANS: u32 = 2354;
const RUNNING: u32 = 4554;
const EDITS: u32 = 4904;
const DELETIONS: u32 = 6151;
const LAST_ROW: u32 = 6221;

/// Seconds between two rows of the seeded history.
const PACE: f64 = 5069.28;

/// The recorded server as it was before anybody asked it anything.
pub fn lab() -> Lab {
    static LAB: OnceLock<Lab> = OnceLock::new();
    LAB.get_or_init(build).clone()
}

fn build() -> Lab {
    let mut lab = Lab::empty(UTC);
    let seeded = Utc.with_ymd_and_hms(2026, 11, 21, 20, 40, 27).unwrap();
    rooms(&mut lab, seeded);
    catalogue(&mut lab, seeded);
    people(&mut lab, seeded);
    for number in 1..=ASSETS {
        lab.add_asset(new_asset(number), moment(USERS + number));
    }
    for number in 1..=ASSETS {
        let asset = lab.asset(number).unwrap().clone();
        lab.put_asset(aged(asset));
    }
    recorded_assets(&mut lab);
    history(&mut lab);
    lab
}

/// What the lists tell of single assets.
fn recorded_assets(lab: &mut Lab) {
    for name in exchange::names().iter().filter(|name| name.starts_with("hardware-")) {
        let rows = exchange::read(name)["response"]["body"]["rows"].clone();
        let seeded = |row: &&Value| row["id"].as_u64() <= Some(ASSETS.into());
        rows.as_array().into_iter().flatten().filter(seeded).for_each(|row| put_asset(lab, row));
    }
}

fn rooms(lab: &mut Lab, at: DateTime<Utc>) {
    for name in COMPANIES {
        lab.add_company(name, at);
    }
    for (id, name) in (1..).zip(LOCATIONS) {
        let (parent, city) = ((id > 1).then_some(1), Some("Aveiro".to_owned()));
        lab.put_location(Location { id, name: name.to_owned(), parent, city, created_at: at });
    }
    for label in lab.labels().cloned().collect::<Vec<_>>() {
        let made = (label.id > 3).then_some(at);
        let notes = note_of(label.id).to_owned();
        lab.put_label(Label { created_at: made, updated_at: made, notes, ..label });
    }
    for (name, company, location) in DEPARTMENTS {
        lab.add_department(name, Some(company), Some(location), at);
    }
}

/// The labels that come with the server explain themselves.
fn note_of(label: u32) -> &'static str {
    match label {
        1 => PENDING,
        2 => "These assets are ready to deploy.",
        3 => "These assets are no longer in circulation or viable.",
        _ => "",
    }
}

fn catalogue(lab: &mut Lab, at: DateTime<Utc>) {
    for (id, name) in CATEGORIES {
        lab.put_category(Named { id, name: name.to_owned(), created_at: at });
    }
    for name in MANUFACTURERS {
        lab.add_manufacturer(name, at);
    }
    for name in SUPPLIERS {
        lab.add_supplier(name, at);
    }
    let names = model_names();
    for index in 0..40 {
        let name = names.get(&(index + 1)).cloned().unwrap_or_else(|| format!("Modelo {index}"));
        let number = format!("MN-{}", 1000 + index);
        lab.add_model(&name, Some(&number), Some(index % 12 + 1), index % 8 + 10, at);
    }
}

/// The models' names as the recorded assets, models and log rows tell them.
fn model_names() -> BTreeMap<u32, String> {
    let mut names = BTreeMap::new();
    for name in exchange::names() {
        exchange::visit(&exchange::read(&name), &mut |told| {
            if let Some((id, name)) = model_name(told) {
                names.entry(id).or_insert(name);
            }
        });
    }
    names
}

/// Models come round every forty assets; a log row tells "Name (TAG) - Model".
fn model_name(told: &Value) -> Option<(u32, String)> {
    let model = &told["model"];
    if told["asset_tag"].is_string() {
        return Some((model["id"].as_u64()? as u32, plain(model["name"].as_str()?)));
    }
    let (id, name) = (told["id"].as_u64()? as u32, told["name"].as_str()?);
    if told["type"] == "asset" {
        let (_, model) = name.split_once(") - ")?;
        return (id <= ASSETS).then(|| ((id - 1) % 40 + 1, plain(model)));
    }
    told["model_number"].as_str()?;
    Some((id, plain(name)))
}

/// Everybody was entered in one go; the log spreads it over months.
fn people(lab: &mut Lab, at: DateTime<Utc>) {
    let lowpriv = NewUser { username: "lowpriv".into(), ..person("Low", "Privilege", "lowpriv") };
    lab.add_user(lowpriv, moment(2));
    lab.add_user(person("Superutilizador", "Português", "ptadmin"), moment(3));
    for number in 4..=USERS {
        lab.add_user(new_user(number), moment(number));
    }
    for user in lab.users().cloned().collect::<Vec<_>>() {
        lab.put_user(User { created_at: at, updated_at: at, ..user });
    }
    lab.deactivate_user(DELETED_USER);
}

fn new_user(number: u32) -> NewUser {
    let username = format!("user{:03}", number - 3);
    NewUser {
        employee_number: Some(format!("9{:04}", number - 3)),
        location: Some(home_of(number)),
        department: Some(number % 5 + 1),
        company: Some(number % 3 + 1),
        ..person(first_name(number), last_name(number), &username)
    }
}

fn first_name(user: u32) -> &'static str {
    if user == DELETED_USER { "Gonçalo" } else { "Pessoa" }
}

fn last_name(user: u32) -> &'static str {
    if user == DELETED_USER { "Sørensen" } else { "Silva" }
}

fn person(first: &str, last: &str, username: &str) -> NewUser {
    NewUser {
        username: username.to_owned(),
        email: Some(format!("{username}@example.org")),
        ..NewUser::named(first, last)
    }
}

/// Where a user is; three of them are borrowers in the recordings.
fn home_of(user: u32) -> u32 {
    match user {
        50 => 10,
        60 => 12,
        61 => 8,
        _ => user % 11 + 2,
    }
}

fn new_asset(number: u32) -> NewAsset {
    NewAsset {
        tag: format!("LAB-{number:05}"),
        name: (!number.is_multiple_of(3)).then(|| format!("Equipamento {number}")),
        serial: Some(format!("SN{number:08}")),
        model: (number - 1) % 40 + 1,
        label: label_of(number),
        home: Some(number % 11 + 2),
        supplier: Some(number % 6 + 1),
        company: Some(number % 3 + 1),
        purchase_date: Some(moment(number).date_naive()),
        purchase_cost: Some(1_000 + number * 7),
        ..NewAsset::default()
    }
}

/// Bands of labels, as on the recorded server.
fn label_of(number: u32) -> u32 {
    match number {
        5 | 1681..=1760 => 7,
        1801..=1900 => 9,
        1901..=1960 => 1,
        1961..=2040 => 3,
        1..=1600 if number % 10 == 6 => 8,
        _ => 2,
    }
}

/// An asset as it is today: some are lent, the last seventy are deleted.
fn aged(asset: Asset) -> Asset {
    let number = asset.id;
    let (holder, deleted) = (holder_of(number), number > 2080);
    let deleted_at = deleted.then(|| moment(DELETIONS + number - 2081));
    let lent = holder.map(|_| moment(RUNNING + number / 5));
    let due = moment(LAST_ROW).date_naive() + Duration::days(i64::from(number % 90) - 10);
    Asset {
        holder,
        deleted_at,
        last_checkout: lent,
        expected_checkin: holder.map(|_| due),
        checkouts: u32::from(holder.is_some()),
        updated_at: deleted_at.or(lent).unwrap_or(asset.updated_at),
        ..asset
    }
}

fn holder_of(number: u32) -> Option<Holder> {
    match number {
        3 => Some(Holder::Location(9)),
        4 => Some(Holder::Asset(5)),
        1..=1600 if number % 5 == 1 => Some(Holder::User(4 + number / 5 % 130)),
        _ => None,
    }
}

/// When a row of the seeded history was written.
fn moment(row: u32) -> DateTime<Utc> {
    let end = Utc.with_ymd_and_hms(2026, 11, 21, 19, 41, 28).unwrap();
    end - Duration::seconds((f64::from(LAST_ROW - row) * PACE) as i64)
}

fn history(lab: &mut Lab) {
    for row in LOANS..LAST_ROW {
        lab.release(past(row));
    }
    lab.delete_user(DELETED_USER, moment(LAST_ROW));
}

fn past(row: u32) -> Activity {
    let user = Some(Holder::User(4 + row % 196));
    let number = row % 1590 + 7;
    let labels = |new| vec![Change::Label { old: 2, new }];
    match row {
        ..RUNNING if row.is_multiple_of(2) => {
            seeded(row, Action::CheckOut, number, user, Vec::new())
        }
        ..RUNNING => seeded(row, Action::CheckIn, number, user, Vec::new()),
        RUNNING..EDITS => seeded(row, Action::CheckOut, (row - RUNNING) * 5 + 1, user, Vec::new()),
        EDITS..DELETIONS => seeded(row, Action::Update, number, None, labels(7)),
        _ => seeded(row, Action::Delete, row - DELETIONS + 2081, None, Vec::new()),
    }
}

fn seeded(
    id: u32,
    action: Action,
    asset: u32,
    target: Option<Holder>,
    changes: Vec<Change>,
) -> Activity {
    Activity {
        id,
        action,
        item: Item::Asset(asset),
        target,
        location: target.map(|_| 12),
        by: 1,
        note: None,
        file: None,
        changes,
        source: Source::Unknown,
        agent: "Symfony".to_owned(),
        action_date: moment(id),
        created_at: moment(id),
    }
}

/// The language of a recorded user.
pub fn locale(value: &Value) -> Option<Locale> {
    match value.as_str() {
        Some("pt-PT") => Some(Locale::Portuguese),
        Some(_) => Some(Locale::English),
        None => None,
    }
}
