//! Identities. Workspace rows have UUIDv7 ids, Snipe-IT's rows their own numbers; a newtype each,
//! so that none can be taken for another.

use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident($inner:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
        #[serde(transparent)]
        pub struct $name(pub $inner);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

id! {
    /// A person of the workspace.
    PersonId(Uuid);
    /// A project of the workspace.
    ProjectId(Uuid);
    /// A requisition; people know it by its number, R-1042.
    RequisitionId(Uuid);
    /// A line of a requisition.
    LineId(Uuid);
    /// One piece that a line asks for; the bearer of state.
    UnitId(Uuid);
    /// A write to Snipe-IT that was decided.
    OperationId(Uuid);
    /// A disagreement between Snipe-IT and the workspace.
    DiscrepancyId(Uuid);
    /// Something the technician is told.
    NotificationId(Uuid);
}

id! {
    /// Snipe-IT's id of an asset.
    AssetId(u32);
    /// Snipe-IT's id of an asset model.
    ModelId(u32);
    /// Snipe-IT's id of a category.
    CategoryId(u32);
    /// Snipe-IT's id of a location.
    LocationId(u32);
    /// Snipe-IT's id of a status label.
    LabelId(u32);
    /// Snipe-IT's id of a user.
    UserId(u32);
    /// Snipe-IT's id of a manufacturer.
    ManufacturerId(u32);
    /// Snipe-IT's id of a supplier.
    SupplierId(u32);
    /// Snipe-IT's id of a company.
    CompanyId(u32);
    /// Snipe-IT's id of a department.
    DepartmentId(u32);
    /// Snipe-IT's id of an activity row; only these order the feed.
    ActivityId(u32);
}
