//! What Snipe-IT said of an asset, as plain values.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::{
    AssetId, CategoryId, CompanyId, LabelId, LocationId, ManufacturerId, ModelId, SupplierId,
    UserId,
};
use crate::money::Cents;

/// A thing of Snipe-IT with its decoded name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named<I> {
    /// Snipe-IT's id.
    pub id: I,
    /// The name, entities decoded.
    pub name: String,
}

/// What a label's type lets happen to its assets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum LabelKind {
    /// Assets may be checked out.
    Deployable,
    /// Not yet.
    Pending,
    /// Not at all.
    Undeployable,
    /// Out of use and hidden from the plain list.
    Archived,
    /// A type this version does not know; never lendable.
    Unknown,
}

/// An asset's status label. Its name proves nothing; its kind does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Snipe-IT's id.
    pub id: LabelId,
    /// The name, entities decoded.
    pub name: String,
    /// The label's type.
    pub kind: LabelKind,
}

/// Who or what holds an asset. One table has one number space, so the kind is part of the identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Holder {
    /// A user.
    User {
        /// Snipe-IT's id.
        id: UserId,
        /// The name, entities decoded.
        name: String,
    },
    /// A location.
    Location {
        /// Snipe-IT's id.
        id: LocationId,
        /// The name, entities decoded.
        name: String,
    },
    /// Another asset.
    Asset {
        /// Snipe-IT's id.
        id: AssetId,
        /// The name, entities decoded.
        name: String,
    },
    /// A kind this version does not know; still a holder.
    Unknown {
        /// What Snipe-IT called it.
        name: String,
    },
}

impl Holder {
    /// The name people know the holder by.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::User { name, .. }
            | Self::Location { name, .. }
            | Self::Asset { name, .. }
            | Self::Unknown { name } => name,
        }
    }
}

/// One reading of an asset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetSnapshot {
    /// Snipe-IT's id.
    pub id: AssetId,
    /// The asset tag, as printed on the thing.
    pub tag: String,
    /// Its own name; often absent.
    pub name: Option<String>,
    /// The serial number.
    pub serial: Option<String>,
    /// The model.
    pub model: Option<Named<ModelId>>,
    /// The model's category.
    pub category: Option<Named<CategoryId>>,
    /// Where it is.
    pub location: Option<Named<LocationId>>,
    /// Its status label; `None` when the label itself was deleted.
    pub label: Option<Label>,
    /// Who holds it.
    pub holder: Option<Holder>,
    /// When the holder is expected to bring it back (a date on the server's wall).
    pub expected_checkin: Option<NaiveDate>,
    /// When it was last lent; by the same clock as [`Self::last_checkin`].
    #[serde(default)]
    pub last_checkout: Option<DateTime<Utc>>,
    /// When it last came back.
    pub last_checkin: Option<DateTime<Utc>>,
    /// Snipe-IT's own time of the last change; one second's resolution.
    pub updated_at: Option<DateTime<Utc>>,
    /// Whether it was deleted.
    pub deleted: bool,
    /// What no decision rests on.
    #[serde(default)]
    pub details: AssetDetails,
}

/// What Snipe-IT knows of an asset beyond what decisions need.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetDetails {
    /// The model's number.
    pub model_number: Option<String>,
    /// Who made it.
    pub manufacturer: Option<Named<ManufacturerId>>,
    /// Who sold it.
    pub supplier: Option<Named<SupplierId>>,
    /// Whose it is.
    pub company: Option<Named<CompanyId>>,
    /// Where it belongs when nobody has it.
    pub home: Option<Named<LocationId>>,
    /// When it was entered in Snipe-IT.
    pub created_at: Option<DateTime<Utc>>,
    /// When it was bought.
    pub purchase_date: Option<NaiveDate>,
    /// What it cost, in the currency of the server.
    pub purchase_cost: Option<Cents>,
    /// What people wrote about it, such as what belongs to it; plain text.
    #[serde(default)]
    pub notes: Option<String>,
}

/// Why an asset is not free.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum NotFree {
    /// Deleted in Snipe-IT.
    Deleted,
    /// Its label is archived.
    Archived {
        /// The label's name.
        label: String,
    },
    /// Its label does not let it be checked out.
    NotDeployable {
        /// The label's name; empty when the asset has none.
        label: String,
    },
    /// Somebody has it.
    Held {
        /// The holder's name.
        holder: String,
    },
}

impl AssetSnapshot {
    /// Why the asset cannot be lent now, or `None` when it is free: nobody holds it, its label is
    /// deployable, and it is neither archived nor deleted.
    #[must_use]
    pub fn not_free(&self) -> Option<NotFree> {
        if self.deleted {
            return Some(NotFree::Deleted);
        }
        if let Some(holder) = &self.holder {
            return Some(NotFree::Held { holder: holder.name().to_owned() });
        }
        let Some(label) = &self.label else {
            return Some(NotFree::NotDeployable { label: String::new() });
        };
        match label.kind {
            LabelKind::Deployable => None,
            LabelKind::Archived => Some(NotFree::Archived { label: label.name.clone() }),
            _ => Some(NotFree::NotDeployable { label: label.name.clone() }),
        }
    }

    /// The label's id, if the asset has a label.
    #[must_use]
    pub fn label_id(&self) -> Option<LabelId> {
        self.label.as_ref().map(|label| label.id)
    }

    /// Whether it was checked in since it was last checked out, as Snipe-IT itself tells: an
    /// assignment that was wiped leaves no such trace (`patch-assigned_to-null-on-checkedout`).
    #[must_use]
    pub fn came_back(&self) -> bool {
        match (self.last_checkin, self.last_checkout) {
            (Some(back), Some(out)) => back >= out,
            (Some(_), None) => true,
            (None, _) => false,
        }
    }

    /// Where it belongs; where it is, when Snipe-IT knows no home of it.
    #[must_use]
    pub fn home(&self) -> Option<&Named<LocationId>> {
        self.details.home.as_ref().or(self.location.as_ref())
    }

    /// What people call the asset: its own name, else its model's, else its tag.
    #[must_use]
    pub fn title(&self) -> &str {
        let own = self.name.as_deref().filter(|name| !name.trim().is_empty());
        own.or(self.model.as_ref().map(|model| model.name.as_str())).unwrap_or(&self.tag)
    }
}
