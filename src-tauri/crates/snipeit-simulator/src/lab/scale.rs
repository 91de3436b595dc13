//! Labs of any size, for measuring: as many assets as asked for, with the life of a large school.
//!
//! The lab depends on the size and the given time alone. Everything happens through the verbs, in
//! the order of time, so that counters, log and `updated_at` agree as on a real server.

mod history;
mod stores;

use chrono::{DateTime, Duration, SubsecRound, Utc};
use chrono_tz::Europe::Lisbon;

use super::model::Label;
use super::rights::{Locale, Rights};
use super::{ADMIN, LABELS, Lab};

/// How long ago the first asset was bought.
const AGE: Duration = Duration::days(1_500);

impl Lab {
    /// A lab with so many assets, archived and deleted ones included, of up to 400 models, in up
    /// to 250 rooms, with up to 2,000 users.
    pub fn of_size(assets: u32, now: DateTime<Utc>) -> Lab {
        let now = now.trunc_subsecs(0);
        let mut lab = Lab::bare(Lisbon);
        for (id, name, kind) in LABELS {
            lab.labels.insert(id, Label::new(id, name, kind, now - AGE));
        }
        let stores = stores::furnish(&mut lab, assets, now - AGE);
        history::unfold(&mut lab, &stores, assets, now);
        lab.add_token(ADMIN, Rights::admin(), Locale::English);
        lab
    }
}

/// A number that looks like chance and is the same in every run.
fn lot(seed: u32, salt: u32) -> u32 {
    let mut mixed = seed.wrapping_mul(0x9E37_79B1) ^ salt.wrapping_mul(0x85EB_CA77);
    mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x2C1B_3C6D);
    mixed = (mixed ^ (mixed >> 12)).wrapping_mul(0x297A_2D39);
    mixed ^ (mixed >> 15)
}

/// One of the entries, by lot.
fn one_of(entries: &[u32], seed: u32, salt: u32) -> Option<u32> {
    let index = lot(seed, salt) as usize % entries.len().max(1);
    entries.get(index).copied()
}
