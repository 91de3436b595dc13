//! Types, states and decisions of the lab counter.
//!
//! Everything here is a plain value or a pure function: no I/O, no clock, no randomness. Time and
//! ids are arguments. `workspace` stores these values, `snipeit` produces some of them, `desk`
//! carries out what the [`decide`] functions answer.

pub mod activity;
pub mod asset;
pub mod catalogue;
pub mod decide;
pub mod equipment;
pub mod evidence;
pub mod ids;
pub mod labels;
pub mod money;
pub mod operation;
pub mod people;
pub mod project;
pub mod requisition;
pub mod scan;
pub mod standing;
pub mod text;
pub mod unit;
pub mod validate;
