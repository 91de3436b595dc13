//! Deciding, apart from doing: pure functions that answer with named actions.

pub mod approval;
pub mod doubt;
pub mod feed;
pub mod label;
pub mod unit;
