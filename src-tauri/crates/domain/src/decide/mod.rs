//! Deciding, apart from doing: pure functions that answer with named actions.

pub mod answer;
pub mod approval;
pub mod clock;
pub mod doubt;
pub mod due;
pub mod feed;
pub mod label;
pub mod lending;
pub mod reading;
pub mod unit;
