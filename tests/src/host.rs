//! The window in a plain browser: the same bundle, the real desk, over loopback. Tests and
//! screenshots only; nothing of it is in the product.

mod commands;
mod doings;
mod large;
mod serve;
mod world;

pub(crate) use large::copy as copy_of_the_large_lab;
pub use serve::Host;
pub use world::{Stage as HostStage, World};
