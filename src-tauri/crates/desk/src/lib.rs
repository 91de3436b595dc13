//! Everything the window may ask, without a window.

pub mod api;
mod stub;
pub use stub::Desk;
