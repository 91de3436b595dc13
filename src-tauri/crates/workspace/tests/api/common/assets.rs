//! What Snipe-IT could say of an asset.

use domain::asset::{AssetDetails, AssetSnapshot, Holder, Label, LabelKind, Named};
use domain::ids::{AssetId, LabelId, ModelId, UserId};

pub const AVAILABLE: LabelId = LabelId(1);
pub const RESERVED: LabelId = LabelId(2);
const BROKEN: LabelId = LabelId(3);

/// A free asset of a model, tagged by its number.
pub fn asset(id: u32, model: u32, name: &str) -> AssetSnapshot {
    AssetSnapshot {
        id: AssetId(id),
        tag: format!("LAB-{id:04}"),
        name: None,
        serial: None,
        model: Some(Named { id: ModelId(model), name: name.to_owned() }),
        category: None,
        location: None,
        label: Some(label(AVAILABLE)),
        holder: None,
        expected_checkin: None,
        last_checkout: None,
        last_checkin: None,
        updated_at: None,
        deleted: false,
        details: AssetDetails::default(),
    }
}

pub fn held_by(asset: AssetSnapshot, name: &str) -> AssetSnapshot {
    let holder = Some(Holder::User { id: UserId(7), name: name.to_owned() });
    AssetSnapshot { holder, ..asset }
}

pub fn broken(asset: AssetSnapshot) -> AssetSnapshot {
    AssetSnapshot { label: Some(label(BROKEN)), ..asset }
}

pub fn label(id: LabelId) -> Label {
    let (name, kind) = match id {
        AVAILABLE => ("Available", LabelKind::Deployable),
        RESERVED => ("Reserved", LabelKind::Deployable),
        _ => ("Broken", LabelKind::Undeployable),
    };
    Label { id, name: name.to_owned(), kind }
}
