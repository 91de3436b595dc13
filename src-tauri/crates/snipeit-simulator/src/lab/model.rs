//! The records of a lab.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::activity::Source;
use super::rights::Locale;

/// A piece of equipment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Asset {
    pub id: u32,
    pub tag: String,
    pub name: Option<String>,
    pub serial: Option<String>,
    pub model: u32,
    pub label: u32,
    pub supplier: Option<u32>,
    pub company: Option<u32>,
    /// Where it belongs when nobody has it.
    pub home: Option<u32>,
    /// Where it is now.
    pub location: Option<u32>,
    pub holder: Option<Holder>,
    pub expected_checkin: Option<NaiveDate>,
    pub notes: Option<String>,
    pub purchase_date: Option<NaiveDate>,
    /// In cents.
    pub purchase_cost: Option<u32>,
    pub created_by: u32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub deleted_at: Option<DateTime<Utc>>,
    pub last_checkout: Option<DateTime<Utc>>,
    pub last_checkin: Option<DateTime<Utc>>,
    pub checkouts: u32,
    pub checkins: u32,
    #[serde(default)]
    pub last_audit: Option<DateTime<Utc>>,
    #[serde(default)]
    pub next_audit: Option<NaiveDate>,
}

/// Who or what has an asset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Holder {
    /// A user, by id.
    User(u32),
    /// A location, by id.
    Location(u32),
    /// Another asset, by id.
    Asset(u32),
}

/// What must be known to add an asset; the rest has sensible defaults.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct NewAsset {
    pub tag: String,
    pub name: Option<String>,
    pub serial: Option<String>,
    pub model: u32,
    pub label: u32,
    pub home: Option<u32>,
    pub supplier: Option<u32>,
    pub company: Option<u32>,
    pub notes: Option<String>,
    pub purchase_date: Option<NaiveDate>,
    pub purchase_cost: Option<u32>,
}

/// A kind of equipment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct AssetModel {
    pub id: u32,
    pub name: String,
    pub number: Option<String>,
    pub manufacturer: Option<u32>,
    pub category: u32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// A category, manufacturer, supplier or company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Named {
    pub id: u32,
    pub name: String,
    pub created_at: DateTime<Utc>,
}

/// A department of the school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Department {
    pub id: u32,
    pub name: String,
    pub company: Option<u32>,
    pub location: Option<u32>,
    pub created_at: DateTime<Utc>,
}

/// A room, cabinet or drawer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Location {
    pub id: u32,
    pub name: String,
    pub parent: Option<u32>,
    #[serde(default)]
    pub city: Option<String>,
    pub created_at: DateTime<Utc>,
}

/// A status label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Label {
    pub id: u32,
    pub name: String,
    pub kind: LabelKind,
    pub color: Option<String>,
    pub notes: String,
    /// Offered first to whoever adds an asset.
    #[serde(default)]
    pub default_label: bool,
    pub created_by: Option<u32>,
    /// Labels that came with the server were never made.
    pub created_at: Option<DateTime<Utc>>,
    pub updated_at: Option<DateTime<Utc>>,
}

impl Label {
    pub(crate) fn new(id: u32, name: &str, kind: LabelKind, at: DateTime<Utc>) -> Label {
        Label {
            id,
            name: name.to_owned(),
            kind,
            color: None,
            notes: String::new(),
            default_label: false,
            created_by: None,
            created_at: Some(at),
            updated_at: Some(at),
        }
    }
}

/// What a status label means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum LabelKind {
    Deployable,
    Pending,
    Archived,
    Undeployable,
}

impl LabelKind {
    /// The word the API uses.
    pub fn word(self) -> &'static str {
        match self {
            LabelKind::Deployable => "deployable",
            LabelKind::Pending => "pending",
            LabelKind::Archived => "archived",
            LabelKind::Undeployable => "undeployable",
        }
    }

    /// Reads the API's word; anything unknown is undeployable, as on the real server.
    pub fn from_word(word: &str) -> LabelKind {
        match word {
            "deployable" => LabelKind::Deployable,
            "pending" => LabelKind::Pending,
            "archived" => LabelKind::Archived,
            _ => LabelKind::Undeployable,
        }
    }
}

/// Somebody who may hold equipment or use the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct User {
    pub id: u32,
    pub first_name: String,
    pub last_name: String,
    pub username: String,
    pub email: Option<String>,
    pub employee_number: Option<String>,
    pub location: Option<u32>,
    pub department: Option<u32>,
    pub company: Option<u32>,
    pub activated: bool,
    /// Users made over the API have none until somebody chooses it.
    pub locale: Option<Locale>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub deleted_at: Option<DateTime<Utc>>,
}

impl User {
    /// First and last name as Snipe-IT shows them.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name).trim_end().to_owned()
    }
}

/// What must be known to add a user.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct NewUser {
    pub first_name: String,
    pub last_name: String,
    pub username: String,
    pub email: Option<String>,
    pub employee_number: Option<String>,
    pub location: Option<u32>,
    pub department: Option<u32>,
    pub company: Option<u32>,
}

impl NewUser {
    /// A user with a user name and e-mail address made from the first name.
    pub fn named(first_name: &str, last_name: &str) -> NewUser {
        let username = super::find::folded(first_name);
        NewUser {
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            email: Some(format!("{username}@example.org")),
            username,
            ..NewUser::default()
        }
    }
}

/// Whose hand did something, and through what.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Hand {
    pub user: u32,
    pub source: Source,
    pub agent: String,
}

impl Hand {
    /// Somebody working in Snipe-IT's web page.
    pub fn web(user: u32) -> Hand {
        Hand { user, source: Source::Web, agent: "Mozilla/5.0".to_owned() }
    }
}
