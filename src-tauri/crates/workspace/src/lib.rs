//! The SQLite workspace, and the only SQL of the product.
//!
//! One writer connection, a few `query_only` readers, WAL. Every change to a workspace row goes
//! through [`Write::insert`] or [`Write::update`], which append it to the journal in the same
//! transaction; what changed is announced after commit, never before. The mirror and the feed's
//! rows are caches of what Snipe-IT said and bypass the journal.

mod backup;
mod discard;
mod disk;
mod error;
mod held;
mod migrate;
mod pool;
pub mod table;
mod value;
mod write;
mod writer;

pub use error::Error;
pub use pool::{Read, Workspace};
pub use write::{Entity, Stamp, Write};
