//! What can be asked for: assets that nobody has, by model.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::ids::{AssetId, ModelId};
use snipeit_simulator::Lab;

/// So many assets of a model are lent, again and again.
const LENT: usize = 30;

/// A model with its assets, and until when each is spoken for.
pub(super) struct Shelf {
    pub(super) model: ModelId,
    pub(super) title: String,
    assets: Vec<(AssetId, DateTime<Utc>)>,
}

impl Shelf {
    /// So many assets that are free at that time, spoken for until another; fewer if there are no
    /// more.
    pub(super) fn take(
        &mut self,
        count: usize,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Vec<AssetId> {
        let free = self.assets.iter_mut().filter(|(_, busy)| *busy < from).take(count);
        free.map(|(asset, busy)| {
            *busy = until;
            *asset
        })
        .collect()
    }
}

/// The shelves of a lab.
pub(super) fn stock(lab: &Lab, label: u32) -> Vec<Shelf> {
    let mut shelves: BTreeMap<u32, Shelf> = lab
        .models()
        .map(|model| {
            let (id, title) = (ModelId(model.id), model.name.clone());
            (model.id, Shelf { model: id, title, assets: Vec::new() })
        })
        .collect();
    let free = lab.assets().filter(|asset| asset.label == label && lab.is_available(asset));
    for asset in free {
        if let Some(shelf) = shelves.get_mut(&asset.model)
            && shelf.assets.len() < LENT
        {
            shelf.assets.push((AssetId(asset.id), DateTime::UNIX_EPOCH));
        }
    }
    shelves.into_values().filter(|shelf| shelf.assets.len() == LENT).collect()
}
