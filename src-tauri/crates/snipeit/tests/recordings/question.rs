//! Which of the client's calls a recorded request is, or comes nearest to.

use domain::activity::Movement;
use domain::asset::LabelKind;
use domain::catalogue::List;
use domain::ids::{AssetId, LabelId};
use serde_json::Value;
use url::Url;

use super::collection::{Asked, Part};

/// A call of the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub call: Call,
    /// The client never asks this: no answer to it is an answer to the call.
    pub foreign: bool,
}

/// The client's calls, as far as answers are read in different ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    Page(List),
    Asset(AssetId),
    ByTag(String),
    BySerial(String),
    EndOfLog,
    Movements(Movement),
    SetLabel(AssetId, LabelId),
    CheckOut(AssetId),
    CheckIn(AssetId),
    CreateLabel(LabelKind),
    CreateUser,
    Me,
    Version,
    Health,
}

/// The lists by their paths.
const LISTS: [(&str, List); 10] = [
    ("hardware", List::Hardware),
    ("users", List::Users),
    ("companies", List::Companies),
    ("locations", List::Locations),
    ("categories", List::Categories),
    ("manufacturers", List::Manufacturers),
    ("suppliers", List::Suppliers),
    ("models", List::Models),
    ("statuslabels", List::StatusLabels),
    ("departments", List::Departments),
];

/// The calls that a reply is read by.
pub fn questions(part: &Part) -> Vec<Question> {
    match &part.asked {
        Asked::Request { method, path, body } => {
            let url = Url::parse(&format!("https://host{path}")).unwrap();
            if url.path().ends_with("/reports/activity") && part.reply.status == 200 {
                return filter(&url).map_or_else(|| log(part), |movement| vec![own(movement)]);
            }
            vec![question(method, &url, body)]
        }
        Asked::Asset => vec![own(Call::Asset(id(&part.reply.value()["id"])))],
        Asked::Log => log(part),
    }
}

/// The log as the client reads it: up to where, and what moved.
fn log(part: &Part) -> Vec<Question> {
    let words: Vec<_> = part.reply.value()["rows"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|row| movement(row["action_type"].as_str()?))
        .collect();
    let moved = [Movement::CheckOut, Movement::CheckIn].into_iter().filter(|m| words.contains(m));
    [Call::EndOfLog].into_iter().chain(moved.map(Call::Movements)).map(own).collect()
}

/// What the recorded words mean, English and Portuguese.
pub fn movement(word: &str) -> Option<Movement> {
    match word {
        "checkout" | "alocar" => Some(Movement::CheckOut),
        "checkin from" | "devolver de" => Some(Movement::CheckIn),
        _ => None,
    }
}

fn filter(url: &Url) -> Option<Call> {
    let action = url.query_pairs().find(|(key, _)| key == "action_type")?.1;
    ["checkout", "checkin from"]
        .contains(&&*action)
        .then(|| movement(&action))?
        .map(Call::Movements)
}

fn question(method: &str, url: &Url, body: &Value) -> Question {
    let path: Vec<&str> = url.path().split('/').filter(|segment| !segment.is_empty()).collect();
    let place = path.strip_prefix(&["api", "v1"]).unwrap_or(&path);
    match (method, place) {
        ("GET", _) => read(place),
        ("HEAD" | "OPTIONS", _) => foreign(Call::Page(List::Hardware)),
        _ => write(method, place, body),
    }
}

fn read(place: &[&str]) -> Question {
    match place {
        ["health"] => own(Call::Health),
        ["version"] => own(Call::Version),
        ["users", "me"] => own(Call::Me),
        ["reports", "activity"] => own(Call::EndOfLog),
        ["hardware", "checkins", _] | ["statuslabels" | "users", _, "assetlist" | "assets"] => {
            own(Call::Page(List::Hardware))
        }
        ["hardware", "bytag", tag] => own(Call::ByTag((*tag).to_owned())),
        ["hardware", "byserial", serial] => own(Call::BySerial((*serial).to_owned())),
        ["hardware", "byserial"] => own(Call::BySerial("-".to_owned())),
        ["hardware", id] => own(Call::Asset(number(id))),
        ["hardware", id, _] => foreign(Call::Asset(number(id))),
        [list] => LISTS
            .iter()
            .find(|(path, _)| path == list)
            .map_or(foreign(Call::Version), |(_, list)| own(Call::Page(*list))),
        [list, ..] => LISTS
            .iter()
            .find(|(path, _)| path == list)
            .map_or(foreign(Call::Me), |(_, list)| foreign(Call::Page(*list))),
        [] => foreign(Call::Version),
    }
}

fn write(method: &str, place: &[&str], body: &Value) -> Question {
    let label = LabelId(body["status_id"].as_u64().and_then(|id| id.try_into().ok()).unwrap_or(7));
    match (method, place) {
        ("POST", ["hardware", id, "checkout"]) => own(Call::CheckOut(number(id))),
        ("POST", ["hardware", .., "checkout"]) => own(Call::CheckOut(AssetId(0))),
        ("POST", ["hardware", id, "checkin"]) => own(Call::CheckIn(number(id))),
        ("POST", ["hardware", "checkinbytag", ..]) => own(Call::CheckIn(AssetId(0))),
        ("POST", ["statuslabels"]) => own(Call::CreateLabel(kind(&body["type"]))),
        ("POST", ["users"]) => own(Call::CreateUser),
        ("PATCH", ["hardware", id]) => own(Call::SetLabel(number(id), label)),
        // The same change in other clothes.
        ("PUT" | "POST", ["hardware", id]) if number(id) != AssetId(0) => {
            own(Call::SetLabel(number(id), label))
        }
        (_, ["hardware", id, ..]) => foreign(Call::SetLabel(number(id), label)),
        _ => foreign(Call::SetLabel(AssetId(0), label)),
    }
}

fn kind(word: &Value) -> LabelKind {
    match word.as_str() {
        Some("pending") => LabelKind::Pending,
        Some("archived") => LabelKind::Archived,
        Some("undeployable") => LabelKind::Undeployable,
        _ => LabelKind::Deployable,
    }
}

fn own(call: Call) -> Question {
    Question { call, foreign: false }
}

fn foreign(call: Call) -> Question {
    Question { call, foreign: true }
}

fn number(text: &str) -> AssetId {
    AssetId(text.parse().unwrap_or(0))
}

fn id(value: &Value) -> AssetId {
    AssetId(value.as_u64().and_then(|id| id.try_into().ok()).unwrap_or(0))
}
