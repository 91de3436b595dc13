//! A large lab: 100,000 assets and ten thousand requisitions, furnished once and kept.
//!
//! Its past is written into the workspace and into the simulated Snipe-IT side by side, as the
//! demo's is; the mirror is then read by the desk itself.

mod crowd;
mod furnish;
mod happen;
mod kept;
mod lives;
mod play;
mod plot;
mod shelves;

pub use kept::{copy, open};

/// Assets in Snipe-IT, archived and deleted ones included.
const ASSETS: u32 = 100_000;

/// Everybody, half as many again as the simulator's lab of this size has.
const PEOPLE: usize = 3_000;

/// Requisitions.
const REQUISITIONS: u32 = 10_000;

/// Days for which the counter has used Toolcrib.
const DAYS: i64 = 540;
