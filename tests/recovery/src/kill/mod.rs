//! Killed at every step: the real core runs in a process of its own, is killed before and after
//! each request and each commit, is started again, and must come to the same end.
//!
//! A [`Scenario`] is carried out once unkilled. Then, for each of its points, it is carried out
//! from the same files and the same lab until that point, the process gets SIGKILL, and a fresh one
//! goes on: first the rounds alone until nothing is under way, then the technician, who decides
//! again what was not stored. Where a write was on its way, lives follow in which the server
//! carries it out late. After each step what must always be so is checked on the file and the lab.

mod child;
mod end;
mod facts;
mod judge;
mod late;
mod life;
mod proof;
mod record;
mod recovery;
pub mod scenarios;
mod script;
mod stage;
pub mod victim;
mod wire;

pub use proof::{Survived, prove};
pub use script::Scenario;
