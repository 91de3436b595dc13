//! The whole state of a simulated Snipe-IT: plain tables keyed by id.

pub(crate) mod activity;
mod demo;
pub(crate) mod edits;
pub(crate) mod find;
mod keep;
pub(crate) mod model;
mod purge;
pub(crate) mod rights;
mod scale;
pub(crate) mod settings;
mod stock;
mod upkeep;
pub(crate) mod verbs;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use activity::Activity;
use model::{Asset, AssetModel, Department, Label, LabelKind, Location, Named, NewUser, User};
use rights::{Locale, Rights, Token};
use settings::Settings;

/// Everything a Snipe-IT server knows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Lab {
    pub(crate) zone: Tz,
    pub(crate) assets: BTreeMap<u32, Asset>,
    pub(crate) models: BTreeMap<u32, AssetModel>,
    pub(crate) categories: BTreeMap<u32, Named>,
    pub(crate) manufacturers: BTreeMap<u32, Named>,
    pub(crate) suppliers: BTreeMap<u32, Named>,
    pub(crate) companies: BTreeMap<u32, Named>,
    pub(crate) departments: BTreeMap<u32, Department>,
    pub(crate) locations: BTreeMap<u32, Location>,
    pub(crate) labels: BTreeMap<u32, Label>,
    pub(crate) users: BTreeMap<u32, User>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) activity: BTreeMap<u32, Activity>,
    pub(crate) last_activity: u32,
    pub(crate) last_asset: u32,
    pub(crate) notes_required: bool,
    #[serde(default)]
    pub(crate) settings: Settings,
}

/// The id of the user every new lab has.
pub(crate) const ADMIN: u32 = 1;

/// The labels of every new lab, with the ids of the recorded server.
const LABELS: [(u32, &str, LabelKind); 6] = [
    (1, "Pending", LabelKind::Pending),
    (2, "Available", LabelKind::Deployable),
    (3, "Archived", LabelKind::Archived),
    (7, "Reserved", LabelKind::Deployable),
    (8, "Checked Out", LabelKind::Deployable),
    (9, "In Repair", LabelKind::Undeployable),
];

impl Lab {
    /// A lab with nothing but the usual labels and an administrator with a token.
    pub fn empty(zone: Tz) -> Lab {
        let mut lab = Lab::bare(zone);
        let founded = founding_day();
        for (id, name, kind) in LABELS {
            lab.labels.insert(id, own_label(id, name, kind, founded));
        }
        let admin = lab.add_user(NewUser::named("Admin", "Técnico"), founded);
        lab.add_token(admin, Rights::admin(), Locale::English);
        lab
    }

    /// The time zone in which the server writes its wall-clock times.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// Moves the server to another time zone, as an administrator editing its configuration.
    pub fn set_zone(&mut self, zone: Tz) {
        self.zone = zone;
    }

    /// Makes a note mandatory at check-outs, as some labs do.
    pub fn require_notes(&mut self, required: bool) {
        self.notes_required = required;
    }

    fn bare(zone: Tz) -> Lab {
        Lab {
            zone,
            assets: BTreeMap::new(),
            models: BTreeMap::new(),
            categories: BTreeMap::new(),
            manufacturers: BTreeMap::new(),
            suppliers: BTreeMap::new(),
            companies: BTreeMap::new(),
            departments: BTreeMap::new(),
            locations: BTreeMap::new(),
            labels: BTreeMap::new(),
            users: BTreeMap::new(),
            tokens: Vec::new(),
            activity: BTreeMap::new(),
            last_activity: 0,
            last_asset: 0,
            notes_required: false,
            settings: Settings::default(),
        }
    }
}

/// The first three come with the server, and "Available" is what it offers first.
fn own_label(id: u32, name: &str, kind: LabelKind, founded: DateTime<Utc>) -> Label {
    let made = (id > 3).then_some(founded);
    Label {
        default_label: name == "Available",
        created_by: (id <= 3).then_some(ADMIN),
        created_at: made,
        updated_at: made,
        ..Label::new(id, name, kind, founded)
    }
}

/// A fixed day, so that an empty lab is the same in every run.
fn founding_day() -> DateTime<Utc> {
    DateTime::from_timestamp(1_756_713_600, 0).unwrap_or_default()
}
