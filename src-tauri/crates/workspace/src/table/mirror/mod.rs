//! The mirror: a cache of what Snipe-IT said, and when it said it.

mod assets;
mod lists;
mod search;

pub use assets::{Free, MirrorAsset, ModelStock};
pub use lists::{ListPosition, MirrorLabel, MirrorUser};
pub use search::ModelHit;
