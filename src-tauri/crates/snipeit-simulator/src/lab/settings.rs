//! How a server is set up, and whether it works at all.

use serde::{Deserialize, Serialize};

use super::Lab;
use super::model::{Asset, Holder};
use super::rights::{Rights, Token};

/// Whether the server works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Condition {
    /// It does.
    #[default]
    Working,
    /// Somebody put it into maintenance: 503 for everybody.
    Maintenance,
    /// Its database is gone: it sends everybody to its set-up page, and only `/health` says why.
    NoDatabase,
}

/// What an administrator has set, and what befalls the server.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Settings {
    pub(crate) condition: Condition,
    pub(crate) companies_apart: bool,
    pub(crate) overlapping: u32,
}

impl Lab {
    /// Brings the server into another condition.
    pub fn set_condition(&mut self, condition: Condition) {
        self.settings.condition = condition;
    }

    /// Turns on full support for several companies: users who are not superusers see their own
    /// company's assets, and the others as if they did not exist.
    pub fn keep_companies_apart(&mut self, apart: bool) {
        self.settings.companies_apart = apart;
    }

    /// The next so many check-outs do not notice that a user has the asset already, as when two
    /// requests overlap and the later one read the record too early.
    pub fn overlap_check_outs(&mut self, times: u32) {
        self.settings.overlapping = times;
    }

    /// Whether this check-out overlaps one that has just given the asset away.
    pub(super) fn overlooked(&mut self, asset: &Asset) -> bool {
        let overlaps =
            self.settings.overlapping > 0 && matches!(asset.holder, Some(Holder::User(_)));
        if overlaps {
            self.settings.overlapping -= 1;
        }
        overlaps
    }

    /// Whether this token's user may know that the asset exists.
    pub(crate) fn shows(&self, token: &Token, asset: &Asset) -> bool {
        self.shows_company(token.user, &token.rights, asset.company)
    }

    /// Whether a user may know what belongs to this company, or to none.
    pub(crate) fn shows_company(&self, user: u32, rights: &Rights, company: Option<u32>) -> bool {
        if !self.settings.companies_apart || rights.is_superuser() {
            return true;
        }
        self.users.get(&user).is_some_and(|user| user.company == company)
    }
}
