//! The mirror: a cache of what Snipe-IT said, and when it said it.

mod assets;
mod catalogue;
mod find;
mod gone;
mod position;
mod search;
pub(super) mod words;

pub use assets::{Free, MirrorAsset, ModelStock};
pub use catalogue::Listed;
pub use gone::ListingSizes;
pub use position::{Gap, ListPosition, ListTrouble};
pub use search::ModelHit;
