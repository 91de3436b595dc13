//! What crosses to the window: typed values in, typed values out, and a closed set of errors.
//!
//! These types are generated for TypeScript; nothing here knows SQL, HTTP or secrets.

mod activity;
mod certificate;
mod decision;
mod discrepancy;
mod equipment;
mod equipment_room;
mod error;
mod event;
mod health;
mod inbox;
mod loan;
mod mirror;
mod notification;
mod people;
mod project;
mod requisition;
mod requisition_list;
mod scan;
mod search;
mod session;
mod settings;
mod setup;
mod timeline;
mod today;

pub use activity::*;
pub use certificate::*;
pub use decision::*;
pub use discrepancy::*;
pub use equipment::*;
pub use equipment_room::*;
pub use error::*;
pub use event::*;
pub use health::*;
pub use inbox::*;
pub use loan::*;
pub use mirror::*;
pub use notification::*;
pub use people::*;
pub use project::*;
pub use requisition::*;
pub use requisition_list::*;
pub use scan::*;
pub use search::*;
pub use session::*;
pub use settings::*;
pub use setup::*;
pub use timeline::*;
pub use today::*;

use serde::{Deserialize, Serialize};
use specta::Type;

/// Part of a long list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Paged<T> {
    /// How many there are in all.
    pub total: u32,
    /// Those asked for.
    pub rows: Vec<T>,
}
