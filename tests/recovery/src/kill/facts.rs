//! What really was so in the lab at some time, and what was sent there: the measure of what the
//! workspace claims.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::evidence::{AssetFact, Evidence};
use snipeit_simulator::{Action, Activity, Item, Lab, LabelKind, SeenRequest};

/// A write that reached the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub request: SeenRequest,
}

impl Sent {
    /// The asset that it changes.
    #[must_use]
    pub fn asset(&self) -> Option<u32> {
        let (_, rest) = self.request.path.split_once("hardware/")?;
        rest.split('/').next()?.parse().ok()
    }
}

/// Everything that was so, from the beginning of a run on.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The writes, in their order.
    pub sent: Vec<Sent>,
    /// How often a person had something sent again.
    pub again: usize,
    labels: BTreeSet<(u32, u32)>,
    held: BTreeSet<u32>,
    free: BTreeSet<u32>,
    deleted: BTreeSet<u32>,
    archived: BTreeSet<u32>,
    moved: BTreeSet<(u32, u32, bool)>,
}

impl Facts {
    /// The same with nothing sent: what was so stays true for the lives that begin now.
    #[must_use]
    pub fn known(&self) -> Self {
        Self { sent: Vec::new(), again: 0, ..self.clone() }
    }

    /// Takes note of how the lab is.
    pub fn observe(&mut self, lab: &Lab) {
        for asset in (1..).map_while(|id| lab.asset(id)) {
            self.labels.insert((asset.id, asset.label));
            let standing = if asset.holder.is_some() { &mut self.held } else { &mut self.free };
            standing.insert(asset.id);
            if asset.deleted_at.is_some() {
                self.deleted.insert(asset.id);
            }
            if lab.label_of(asset.id).is_some_and(|label| label.kind == LabelKind::Archived) {
                self.archived.insert(asset.id);
            }
        }
        self.moved.extend(lab.activity().filter_map(movement));
    }

    /// Takes note of a request that is about to be carried out.
    pub fn request(&mut self, request: &SeenRequest, at: DateTime<Utc>) {
        if request.method != "GET" {
            self.sent.push(Sent { at, request: request.clone() });
        }
    }

    /// Whether the evidence tells the truth about a unit of this asset that came to be so.
    #[must_use]
    pub fn confirm(&self, evidence: &Evidence, asset: u32, state: &str) -> bool {
        match evidence {
            Evidence::LabelSeen { asset: seen, label, .. } => {
                seen.0 == asset && self.labels.contains(&(asset, label.0))
            }
            Evidence::Activity { id, .. } => {
                self.moved.contains(&(id.0, asset, state == "checked_out"))
            }
            Evidence::AssetSeen { asset: seen, fact, .. } => {
                seen.0 == asset && self.was(asset, fact)
            }
        }
    }

    fn labels_of(&self, asset: u32) -> usize {
        self.labels.range((asset, 0)..=(asset, u32::MAX)).count()
    }

    fn was(&self, asset: u32, fact: &AssetFact) -> bool {
        match fact {
            AssetFact::Deleted => self.deleted.contains(&asset),
            AssetFact::Free => self.free.contains(&asset),
            AssetFact::Held => self.held.contains(&asset),
            AssetFact::CameBack => self.held.contains(&asset) && self.free.contains(&asset),
            AssetFact::LabelChanged => self.labels_of(asset) > 1,
            AssetFact::Archived => self.archived.contains(&asset),
        }
    }
}

/// Row, asset, and whether it went out.
#[must_use]
pub fn movement(row: &Activity) -> Option<(u32, u32, bool)> {
    let Item::Asset(asset) = row.item else { return None };
    match row.action {
        Action::CheckOut => Some((row.id, asset, true)),
        Action::CheckIn => Some((row.id, asset, false)),
        _ => None,
    }
}
